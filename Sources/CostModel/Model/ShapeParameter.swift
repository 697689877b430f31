/// Why a name of a model's shapes cannot be set in a model.
public enum ShapeRefusal: Sendable, Equatable {
    /// No layer has it.
    case absent
    /// Groups of layers differ in it, and each has a name of its own for it.
    case several([String])
}

extension Parameter {
    /// The parameter of one group of layers: `group2.heads`; nil where the word is none.
    static func ofGroup(_ word: String) -> Parameter? {
        let parts = word.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].hasPrefix("group"), let number = Int(parts[0].dropFirst(5)), number > 0,
            parts[0] == "group\(number)", let whole = all.first(where: { $0.name == parts[1] })
        else { return nil }
        return whole.of(group: number - 1)
    }

    /// The same of one group; nil where it is none of the shapes of layers.
    private func of(group: Int) -> Parameter? {
        field.map { Parameter(name, $0, range, whole: isWhole, group: group, summary) }
    }

    /// Why it cannot be set in a model; nil where it can, as whatever is none of the shapes of layers.
    public func shapeRefusal(in model: Model) -> ShapeRefusal? {
        guard let field else { return nil }
        let values = field.read(model, group)
        guard !values.isEmpty else { return .absent }
        guard group == nil else { return nil }
        let groups = model.groups.indices.filter { !field.read(model, $0).isEmpty }
        guard field.countsLayers ? groups.count > 1 : Set(values).count > 1 else { return nil }
        return .several(groups.map { "group\($0 + 1).\(field.countsLayers ? "layers" : name)" })
    }

    /// The name of a shape without that of its group: `heads` of `group2.heads`.
    public var shape: String {
        group == nil ? name : String(name[name.index(after: name.firstIndex(of: ".") ?? name.startIndex)...])
    }

    /// The name by which messages speak of a shape of one group: with the group's where groups differ in it.
    public static func name(of shape: String, group: Int, in model: Model) -> String {
        guard case .several? = all.first(where: { $0.name == shape })?.shapeRefusal(in: model) else { return shape }
        return "group\(group + 1).\(shape)"
    }

    /// The number of the group whose layers it counts; nil for what is no such count.
    public func group(of model: Model) -> Int? {
        guard field?.countsLayers == true, !isCountOfSome else { return nil }
        return group ?? (model.groups.count == 1 ? 0 : nil)
    }

    /// The parameters of a model's shapes that its layers have, each under the name by which it is set.
    public static func shapes(of model: Model) -> [Parameter] {
        all(in: .model).filter { !$0.isCountOfSome }.flatMap { parameter -> [Parameter] in
            switch parameter.shapeRefusal(in: model) {
            case nil: [parameter]
            case .absent: []
            case .several:
                model.groups.indices.compactMap { parameter.of(group: $0) }.filter {
                    $0.shapeRefusal(in: model) == nil
                }
            }
        }
    }

    /// Whether it counts layers of a kind, which `layers` of a group does too.
    private var isCountOfSome: Bool {
        field?.countsLayers == true && name != "layers" && !name.hasSuffix(".layers")
    }
}
