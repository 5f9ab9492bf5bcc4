"""How to rise: what if, budgets, prices, the cheapest path, the odds of a rank."""

from thuocdo.core.simulation.back_test import BackTest, back_test
from thuocdo.core.simulation.budget import Budget, Step, budgets
from thuocdo.core.simulation.forecast import Forecast, draw_totals, expected_share
from thuocdo.core.simulation.levers import Effort, Efforts, Lever, Levers, levers_for
from thuocdo.core.simulation.looking_ahead import LastYear, Pace, look_ahead
from thuocdo.core.simulation.odds import Odds, Rival, Spread, odds_of, rival_percents, seed_of
from thuocdo.core.simulation.options import Act, Group, Option, Wishes, groups_of
from thuocdo.core.simulation.path import (
    Choice,
    Path,
    Paths,
    cheapest_paths,
    cheapest_step,
    points_for_rank,
)
from thuocdo.core.simulation.price import Price, price_of, price_text, worth_of_criterion
from thuocdo.core.simulation.situation import Outlook, Situation
from thuocdo.core.simulation.what_if import (
    Moved,
    WhatIf,
    facts_at_end,
    projected,
    rank_among,
    what_if,
)

__all__ = [
    "Act",
    "BackTest",
    "Budget",
    "Choice",
    "Effort",
    "Efforts",
    "Forecast",
    "Group",
    "LastYear",
    "Lever",
    "Levers",
    "Moved",
    "Odds",
    "Option",
    "Outlook",
    "Pace",
    "Path",
    "Paths",
    "Price",
    "Rival",
    "Situation",
    "Spread",
    "Step",
    "WhatIf",
    "Wishes",
    "back_test",
    "budgets",
    "cheapest_paths",
    "cheapest_step",
    "draw_totals",
    "expected_share",
    "facts_at_end",
    "groups_of",
    "levers_for",
    "look_ahead",
    "odds_of",
    "points_for_rank",
    "price_of",
    "price_text",
    "projected",
    "rank_among",
    "rival_percents",
    "seed_of",
    "what_if",
    "worth_of_criterion",
]
