/// Chooses how lines are read.
public enum LineEditors {
    /// An editor if standard input and output are a terminal, else a plain reader.
    public static func standard(
        program: String = "sextant", display: LineDisplay? = nil,
        complete: @escaping (_ lineUpToCursor: String) -> CompletionAnswer
    ) -> any LineEditor {
        LibEditLineEditor(program: program, display: display, complete: complete) ?? PlainLineReader()
    }
}
