import Programs
import Storage

/// The functions of libxlsxwriter that are called (https://libxlsxwriter.github.io).
struct ExcelLibrary {
    typealias Handle = OpaquePointer
    typealias Text = UnsafePointer<CChar>

    /// Debian 12 has version 1.1.4; these functions have been the same since 0.9 and are in every version so far.
    static let name = LibraryName(
        "libxlsxwriter", packages: ["libxlsxwriter4", "libxlsxwriter-dev"],
        files: (4...10).map { "libxlsxwriter.so.\($0)" } + ["libxlsxwriter.so"])

    let open: @convention(c) (Text, UnsafeRawPointer?) -> Handle?
    let close: @convention(c) (Handle) -> Int32
    let addSheet: @convention(c) (Handle, Text) -> Handle?
    let addFormat: @convention(c) (Handle) -> Handle?
    let setBold: @convention(c) (Handle) -> Void
    let setWrap: @convention(c) (Handle) -> Void
    let setNumberFormat: @convention(c) (Handle, Text) -> Void
    let freeze: @convention(c) (Handle, UInt32, UInt16) -> Void
    let filter: @convention(c) (Handle, UInt32, UInt16, UInt32, UInt16) -> Int32
    let setColumn: @convention(c) (Handle, UInt16, UInt16, Double, Handle?) -> Int32
    let writeNumber: @convention(c) (Handle, UInt32, UInt16, Double, Handle?) -> Int32
    let writeText: @convention(c) (Handle, UInt32, UInt16, Text, Handle?) -> Int32
    let writeFlag: @convention(c) (Handle, UInt32, UInt16, Int32, Handle?) -> Int32
    let message: @convention(c) (Int32) -> Text?
    /// It goes with the functions.
    private let library: SharedLibrary

    /// Loads it.
    init() throws(FileError) {
        let library = try Self.name.load()
        func find<Function>(_ name: String, _ type: Function.Type = Function.self) throws(FileError) -> Function {
            try Self.name.function(name, of: library, as: type)
        }
        open = try find("workbook_new_opt")
        close = try find("workbook_close")
        addSheet = try find("workbook_add_worksheet")
        addFormat = try find("workbook_add_format")
        setBold = try find("format_set_bold")
        setWrap = try find("format_set_text_wrap")
        setNumberFormat = try find("format_set_num_format")
        freeze = try find("worksheet_freeze_panes")
        filter = try find("worksheet_autofilter")
        setColumn = try find("worksheet_set_column")
        writeNumber = try find("worksheet_write_number")
        writeText = try find("worksheet_write_string")
        writeFlag = try find("worksheet_write_boolean")
        message = try find("lxw_strerror")
        self.library = library
    }
}
