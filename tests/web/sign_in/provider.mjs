// A real OpenID Connect provider on loopback, for the tests: `node provider.mjs PORT REDIRECT_URI`.
// Whoever signs in as `an@khac` is another subject (`an@khac`) that goes by the same user name (`an`).
import { Provider } from "oidc-provider";

const [port, redirect] = process.argv.slice(2);
const provider = new Provider(`http://localhost:${port}`, {
  clients: [
    {
      client_id: "thuocdo",
      client_secret: "bi-mat-cua-kiem-thu",
      redirect_uris: [redirect],
      grant_types: ["authorization_code"],
      response_types: ["code"],
    },
  ],
  claims: { openid: ["sub"], profile: ["preferred_username"] },
  conformIdTokenClaims: false,
  features: { devInteractions: { enabled: true } },
  findAccount: (_, id) => ({
    accountId: id,
    claims: () => ({ sub: id, preferred_username: id.split("@")[0] }),
  }),
});
provider.listen(Number(port), "127.0.0.1", () => console.log("ready"));
