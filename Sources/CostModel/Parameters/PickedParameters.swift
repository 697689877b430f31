import Units

extension Parameter {
    /// Whole chips as the values of an axis.
    ///
    /// - Parameters:
    ///   - names: what all chips are called; a value is a place among them.
    ///   - chips: those that the axis may put in, by place.
    public static func picking(chips: [Int: Chip], of names: [String]) -> Parameter {
        Parameter(
            .arch, "arch", names: names, place: \.picked.chip,
            pick: { scenario, place in
                guard let chip = chips[place] else { return false }
                scenario.chip = chip
                return true
            }, say(en: "The chip, as the catalogue has it.", zh: "目录中的芯片。"))
    }

    /// Whole models as the values of an axis.
    ///
    /// - Parameters:
    ///   - names: what all models are called; a value is a place among them.
    ///   - models: those that the axis may put in, by place.
    public static func picking(models: [Int: Model], of names: [String]) -> Parameter {
        Parameter(
            .model, "model", names: names, place: \.picked.model,
            pick: { scenario, place in
                guard let model = models[place] else { return false }
                scenario.model = model
                return true
            }, say(en: "The model, as the catalogue has it.", zh: "目录中的模型。"))
    }
}
