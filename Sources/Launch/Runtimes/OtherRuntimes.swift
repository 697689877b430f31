extension LaunchRuntime {
    static let llamaCpp = LaunchRuntime(
        "llama.cpp", .other, .llamaCpp, starts: [["llama-server"], ["llama-cli"], ["server", "-m"]],
        images: ["llama.cpp"]
    ) { (values: LaunchValues, positional: [ShellWord], reading: inout LaunchReading) throws(LaunchFault) in
        // A list of shares names as many chips: `3,1`.
        let parts = values.text(.tensor)?.split { $0 == "," || $0 == "/" }.count ?? 1
        reading.chips = parts
        // By default chips take turns, each with its layers; by rows they share each layer.
        if ["row", "tensor"].contains(values.setting(at: "split-mode")?.value) {
            (reading.tensor, reading.expertTensor) = (parts, parts)
        } else {
            reading.pipeline = parts
        }
        reading.maxRunning = try values.number(.maxRunning).flatMap { $0 > 0 ? $0 : nil }
        reading.chunk = try values.number(.chunk).flatMap { $0 > 0 ? $0 : nil }
        reading.cache = values.text(.cache)
        reading.drafts = try values.number(.drafts)
        reading.modelNames = [values.text(.model), values.text(.servedName)].compactMap(\.self)
    }

    static let textGeneration = LaunchRuntime(
        "tgi", .other, .textGeneration, starts: [["text-generation-launcher"]], images: ["text-generation-inference"]
    ) { (values: LaunchValues, positional: [ShellWord], reading: inout LaunchReading) throws(LaunchFault) in
        let tensor = try values.count(.tensor) ?? 1
        (reading.chips, reading.tensor, reading.expertTensor) = (tensor, tensor, tensor)
        reading.maxRunning = try values.number(.maxRunning).flatMap { $0 > 0 ? $0 : nil }
        reading.memory = try values.share(.memory).map { .ofAll($0) }
        reading.cache = values.text(.cache)
        reading.weights = values.text(.weights)
        reading.drafts = try values.number(.drafts)
        reading.modelNames = [values.text(.model)].compactMap(\.self)
    }
}
