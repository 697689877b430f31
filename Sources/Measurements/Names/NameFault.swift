import Text

/// Names that are not known.
enum NameFault {
    /// The fault of a name, with the nearest of those that are known.
    static func unknown(_ kind: RowFault.Kind, _ text: String, _ column: String, among names: [String]) -> RowFault {
        .unknown(kind, column: column, text: text, nearest: NearestName.of(text, in: names))
    }
}
