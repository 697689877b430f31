/// A figure that parts of one kind have.
struct LayerField: Sendable {
    let read: @Sendable (LayerPart) -> Double?
    let write: @Sendable (inout LayerPart, Double) -> Void

    init(
        read: @escaping @Sendable (LayerPart) -> Double?, write: @escaping @Sendable (inout LayerPart, Double) -> Void
    ) {
        self.read = read
        self.write = write
    }

    private init<Kind>(
        _ get: @escaping @Sendable (LayerPart) -> Kind?, _ make: @escaping @Sendable (Kind) -> LayerPart,
        _ path: WritableKeyPath<Kind, Double> & Sendable
    ) {
        read = { get($0)?[keyPath: path] }
        write = { part, value in
            guard var kind = get(part) else { return }
            kind[keyPath: path] = value
            part = make(kind)
        }
    }

    static func attention(_ path: WritableKeyPath<Engine<Double>.Attention, Double> & Sendable) -> LayerField {
        LayerField(Engine<Double>.Attention.of, { .attention($0) }, path)
    }

    static func latent(_ path: WritableKeyPath<Engine<Double>.Latent, Double> & Sendable) -> LayerField {
        LayerField(Engine<Double>.Latent.of, { .latent($0) }, path)
    }

    static func compressed(_ path: WritableKeyPath<Engine<Double>.Compressed, Double> & Sendable) -> LayerField {
        LayerField(Engine<Double>.Compressed.of, { .compressed($0) }, path)
    }

    static func delta(_ path: WritableKeyPath<Engine<Double>.Delta, Double> & Sendable) -> LayerField {
        LayerField(Engine<Double>.Delta.of, { .delta($0) }, path)
    }

    static func stateSpace(_ path: WritableKeyPath<Engine<Double>.StateSpace, Double> & Sendable) -> LayerField {
        LayerField(Engine<Double>.StateSpace.of, { .stateSpace($0) }, path)
    }

    static func recurrence(_ path: WritableKeyPath<Engine<Double>.Recurrence, Double> & Sendable) -> LayerField {
        LayerField(Engine<Double>.Recurrence.of, { .recurrence($0) }, path)
    }

    static func dense(_ path: WritableKeyPath<Engine<Double>.Dense, Double> & Sendable) -> LayerField {
        LayerField(Engine<Double>.Dense.of, { .dense($0) }, path)
    }

    static func mixture(_ path: WritableKeyPath<Engine<Double>.Mixture, Double> & Sendable) -> LayerField {
        LayerField(Engine<Double>.Mixture.of, { .mixture($0) }, path)
    }
}
