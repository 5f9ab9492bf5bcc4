"""The plan's table: codes and points of the department's set, every word our own."""

from dataclasses import dataclass

__all__ = ["ROWS", "PlanRow"]


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One row as the plan's author wrote it; an empty cell is empty in the document too."""

    code: str
    title: str
    points: str = ""
    lead: str = ""
    support: str = ""
    requirement: str = ""
    note: str = ""


_OFFICE, _ALL = "Văn phòng Sở", "Các phòng, đơn vị"
_FINANCE, _LAW = "Phòng Kế hoạch - Tài chính", "Thanh tra Sở"
_LICENCES = "Phòng Quản lý vận tải và người lái"

_LAW_DUTY = "Có kế hoạch và có báo cáo theo dõi thi hành pháp luật, đủ nội dung, đúng hạn"

ROWS = (
    PlanRow("1", "CHỈ ĐẠO, ĐIỀU HÀNH"),
    PlanRow(
        *("1.1", "Lập kế hoạch cải cách hành chính của Sở", "2", _OFFICE, _ALL),
        *("Kế hoạch đủ sáu nội dung, giao rõ người và việc", "Ký ban hành trước ngày 10/01/2024"),
    ),
    PlanRow(
        *("1.2", "Báo cáo cải cách hành chính hằng quý và cả năm", "1", _OFFICE, _ALL),
        *("Gửi đủ bốn báo cáo, đúng mẫu", "Gửi trước ngày 12 của tháng cuối quý"),
    ),
    PlanRow(
        *("1.3", "Tuyên truyền về cải cách hành chính", "2", _OFFICE, _ALL),
        "Có kế hoạch tuyên truyền; trên 90% công chức, viên chức tham gia tìm hiểu trực tuyến",
    ),
    PlanRow(
        "1.4",
        "Sáng kiến cải cách hành chính: từ 02 sáng kiến trở lên được 2 điểm; 01 sáng kiến được"
        " 1 điểm",
        *("2", _OFFICE, _ALL, "Có ít nhất 02 sáng kiến được công nhận"),
        "Năm 2023, Sở có 01 sáng kiến nên đạt 01 điểm",
    ),
    PlanRow(
        *("1.5", "Làm đúng tiến độ các việc trong chương trình công tác năm của tỉnh", "2"),
        *("Phòng, đơn vị được giao", "Phòng, đơn vị liên quan", "100% việc được giao đúng tiến độ"),
    ),
    PlanRow(
        *("1.6", "Làm đúng tiến độ các việc tỉnh giao thêm ngoài chương trình công tác", "2"),
        *(_ALL, "Phòng, đơn vị liên quan", "Từ 70% đến 100% việc giao thêm đúng tiến độ"),
        "Năm 2023, chỉ 61% đúng tiến độ nên không có điểm",
    ),
    PlanRow("2", "XÂY DỰNG VÀ THI HÀNH PHÁP LUẬT"),
    PlanRow(
        *("2.1", "Soạn thảo văn bản quy phạm pháp luật được giao, đúng tiến độ", "1"),
        *("Phòng, đơn vị được giao", _LAW, "Trình đúng hạn mọi dự thảo được giao"),
    ),
    PlanRow("2.2", "Theo dõi việc thi hành pháp luật", "1,5"),
    PlanRow(
        *("2.2.1", "Lập kế hoạch theo dõi", "0,5", _LAW, _ALL, _LAW_DUTY),
        "Kế hoạch trước ngày 20/01/2024; báo cáo trước ngày 20/11/2024",
    ),
    PlanRow("2.2.2", "Khảo sát tình hình thi hành", "0,5"),
    PlanRow("2.2.3", "Báo cáo kết quả theo dõi", "0,5"),
    PlanRow("2.3", "Rà soát, hệ thống hóa văn bản thuộc ngành", "1,5"),
    PlanRow(
        *("2.3.1", "Lập kế hoạch rà soát năm 2023", "0,5", _LAW, _ALL, _LAW_DUTY),
        "Trước ngày 20/01/2024",
    ),
    PlanRow("2.3.2", "Báo cáo Ủy ban nhân dân tỉnh kết quả rà soát", "1"),
    PlanRow(
        *("2.4", "Xử lý văn bản trái pháp luật sau kiểm tra", "1", _LAW, _ALL),
        "Tham mưu xử lý kịp thời mọi kiến nghị",
    ),
    PlanRow(
        *("2.5", "Thanh tra, kiểm tra chuyên ngành", "1,5", _LAW, _ALL),
        "Hoàn thành 100% kế hoạch thanh tra, kiểm tra",
    ),
    PlanRow(
        *("2.6", "Trả lời vướng mắc về cơ chế, chính sách của ngành", "1", _ALL, _OFFICE),
        "Trả lời 100% kiến nghị trong thời hạn",
    ),
    PlanRow("3", "CẢI CÁCH THỦ TỤC HÀNH CHÍNH"),
    PlanRow(
        *("3.1", "Rà soát, đề xuất đơn giản hóa thủ tục", "1", _ALL, _OFFICE),
        "Hoàn thành kế hoạch rà soát được duyệt",
    ),
    PlanRow(
        *("3.2", "Công bố, công khai thủ tục và kết quả giải quyết", "3,5", _OFFICE, _ALL),
        "Công khai đủ, đúng hạn trên Cổng dịch vụ công và tại nơi tiếp nhận",
    ),
    PlanRow("3.3", "Một cửa, một cửa liên thông", "1"),
    PlanRow(
        *("3.3.1", "Nhận và trả kết quả tại Trung tâm Phục vụ hành chính công", "0,5"),
        *(_LICENCES, _OFFICE),
    ),
    PlanRow(
        *("3.3.2", "Yêu cầu giấy tờ đúng thành phần hồ sơ đã công bố", "0,5", _LICENCES, _OFFICE),
        *("", "Năm 2023, có 47 hồ sơ phải bổ sung quá một lần nên 0 điểm"),
    ),
    PlanRow("3.4", "Kết quả giải quyết hồ sơ", "5"),
    PlanRow(
        *("3.4.1", "Hồ sơ tiếp nhận trong năm được giải quyết đúng hạn, trước hạn", "2"),
        *(_ALL, _OFFICE, "Phấn đấu 100% hồ sơ đúng hạn", "Năm 2023, đạt 96,1%"),
    ),
    PlanRow(
        *("3.4.2", "Xin lỗi người nộp khi hồ sơ quá hạn", "1", _ALL, _OFFICE),
        *("Có thư xin lỗi trước 01 ngày khi quá hạn", "Năm 2023, không có thư xin lỗi"),
    ),
    PlanRow(
        *("3.4.3", "Chất lượng giải quyết do người dân đánh giá", "1", _ALL, _OFFICE),
        "Từ 80% đến 100% chỉ tiêu được đánh giá tốt trở lên",
    ),
    PlanRow(
        *("3.4.4", "Số hóa hồ sơ và kết quả giải quyết", "1", _LICENCES, _OFFICE),
        "Phấn đấu 100% hồ sơ và kết quả được số hóa",
    ),
    PlanRow("3.5", "Phản ánh, kiến nghị về thủ tục hành chính", "2"),
    PlanRow(
        *("3.5.1", "Xử lý phản ánh, kiến nghị về quy định và thủ tục", "1", _ALL, _OFFICE),
        "Xử lý mọi phản ánh trong thời hạn",
    ),
    PlanRow(
        *("3.5.2", "Công khai kết quả trả lời", "1", _OFFICE, _ALL),
        "Đăng kết quả trong 05 ngày làm việc",
    ),
    PlanRow("4", "CẢI CÁCH TỔ CHỨC BỘ MÁY"),
    PlanRow(
        *("4.1", "Sắp xếp tổ chức theo quy định của trung ương và của tỉnh", "2", _OFFICE),
        *("Các phòng, đơn vi", "Sắp xếp đúng đề án được duyệt"),
    ),
    PlanRow(
        *("4.2", "Sử dụng biên chế được giao", "2", _OFFICE, _ALL),
        "Không vượt số biên chế được giao",
    ),
    PlanRow("5", "CẢI CÁCH CHẾ ĐỘ CÔNG VỤ"),
    PlanRow(
        *("5.1", "Bố trí công chức, viên chức theo vị trí việc làm", "4", _OFFICE, _ALL),
        "Bố trí đúng đề án vị trí việc làm",
    ),
    PlanRow(
        *("5.2", "Bổ nhiệm lãnh đạo phòng, đơn vị", "1", _OFFICE, _ALL),
        "Mọi trường hợp bổ nhiệm đúng tiêu chuẩn, đúng quy trình",
    ),
    PlanRow(
        *("5.3", "Đánh giá, xếp loại hằng năm", "3", _OFFICE, _ALL),
        "Xếp loại xong trước ngày 15/12",
    ),
    PlanRow(
        *("5.4", "Hoàn thành kế hoạch đào tạo, bồi dưỡng", "1", _OFFICE, _ALL),
        "Hoàn thành từ 90% đến 100% kế hoạch",
    ),
    PlanRow("6", "CẢI CÁCH TÀI CHÍNH CÔNG"),
    PlanRow(
        *("6.1", "Tự chủ về biên chế và kinh phí quản lý hành chính", "1", _FINANCE, _ALL),
        *("Báo cáo đủ, đúng hạn", "(Năm 2023, đạt 0,5/01 điểm do thu nhập tăng thêm còn thấp)"),
    ),
    PlanRow(
        *("6.2", "Báo cáo thực hành tiết kiệm, chống lãng phí", "0,5", _FINANCE, _ALL),
        "Đúng nội dung, đúng hạn của Sở Tài chính",
    ),
    PlanRow(
        *("6.3", "Lập và gửi quyết toán", "1", _FINANCE, _ALL),
        "Gửi quyết toán trước ngày 30/6/2023",
    ),
    PlanRow(
        *("6.4", "Quản lý, sử dụng tài sản công", "1", _FINANCE, _ALL),
        "Có quy chế và báo cáo hằng năm",
    ),
    PlanRow(
        *("6.5", "Tự chủ của đơn vị sự nghiệp trực thuộc", "1,5", _FINANCE, _ALL),
        "Phương án tự chủ được duyệt và báo cáo đúng hạn",
    ),
    PlanRow(
        *("6.6", "Quy chế chi tiêu nội bộ", "1", _FINANCE, _ALL),
        "100% đơn vị có quy chế chi tiêu nội bộ",
    ),
    PlanRow("7", "CHÍNH QUYỀN ĐIỆN TỬ, CHÍNH QUYỀN SỐ"),
    PlanRow(
        *("7.1", "Kế hoạch chuyển đổi số", "0,5", _OFFICE, _ALL),
        *("Ban hành đúng hạn, đủ nội dung", "Trước tháng 01 hằng năm"),
    ),
    PlanRow(
        *("7.2", "Dịch vụ công trực tuyến", "5", _OFFICE, _LICENCES),
        "Dịch vụ toàn trình trên 40% số dịch vụ trực tuyến; hồ sơ nộp trực tuyến trên 60%",
        "Năm 2023, khoảng 38% hồ sơ nộp trực tuyến",
    ),
    PlanRow(
        *("7.3", "Văn bản điện tử", "1", _OFFICE, _ALL),
        "Trên 90% văn bản gửi trên mạng và được ký số",
    ),
    PlanRow(
        *("7.4", "Báo cáo trên hệ thống thông tin báo cáo của tỉnh", "1", _OFFICE, _ALL),
        "Đủ báo cáo, đúng hạn",
    ),
    PlanRow(
        *("7.5", "Báo cáo trên hệ thống thông tin báo cáo của Chính phủ", "1", _OFFICE, _ALL),
        "Đủ báo cáo, đúng hạn",
    ),
    PlanRow(
        *("7.6", "Hệ thống quản lý chất lượng ISO 9001", "2", _OFFICE, _ALL),
        "Duy trì và đánh giá nội bộ mỗi năm",
    ),
    PlanRow(
        *("7.7", "Văn thư, lưu trữ", "1,5", _OFFICE, _ALL),
        "Lập danh mục và nộp lưu hồ sơ điện tử đúng hạn",
    ),
)
