// Which argument of a verb a word belongs to.

extension Command {
    /// The option, such as `--out FILE`, that a word begins and the next one ends.
    func option(_ word: String) -> AnyArgument<State>? {
        word.hasPrefix("--") ? arguments.first { $0.label.hasPrefix(word + " ") } : nil
    }

    /// How many words stand in the place of an argument, those left out that may stand anywhere.
    func position(behind before: [String], _ session: State) -> Int {
        let isValue = [false] + before.map { option($0) != nil }
        return zip(before, isValue).count { word, isValue in
            !word.hasPrefix("--") && !isValue && !arguments.contains { $0.claims(word, session) }
        }
    }

    /// The argument that comes next; nil where nothing may.
    func argument(behind before: [String], _ session: State) -> AnyArgument<State>? {
        if let option = before.last.flatMap({ option($0) }) { return option }
        let ordered = arguments.filter { !$0.description.isAnywhere }
        let position = position(behind: before, session)
        if position < ordered.count { return ordered[position] }
        return ordered.last.flatMap { $0.description.isRepeated ? $0 : nil }
    }
}
