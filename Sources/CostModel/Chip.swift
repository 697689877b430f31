/// One accelerator and the links it hangs on, in SI units.
///
/// Peaks and bandwidths are what the datasheet states; the efficiencies beside them say how much of it a kernel gets.
public struct Chip: Sendable, Equatable {
    /// Cores that share one matrix operation; they split its N dimension.
    public var cores: Double
    /// Peak of dense 8-bit matrix arithmetic of the whole chip, FLOP/s.
    public var peakFLOPS: Double
    /// Peak at 16-bit operands as a share of the 8-bit peak.
    public var peak16Share: Double
    /// DRAM capacity, bytes.
    public var dramBytes: Double
    /// Theoretical DRAM bandwidth, bytes/s.
    public var dramBandwidth: Double
    /// Share of the theoretical DRAM bandwidth that streaming kernels reach.
    public var dramUtilisation: Double
    /// Link bandwidth inside a fast domain, bytes/s per chip and direction.
    public var intraBandwidth: Double
    /// Link bandwidth between fast domains, bytes/s per chip and direction.
    public var interBandwidth: Double
    /// Chips in one fast domain.
    public var group: Double
    /// Share of `intraBandwidth` that payload reaches.
    public var intraUtilisation: Double
    /// Share of `interBandwidth` that payload reaches.
    public var interUtilisation: Double
    /// Start-up latency of one transfer, seconds (the alpha of Hockney's model).
    public var latency: Double
    /// Spread of the busiest rank's all-to-all traffic, in standard deviations of the mean load.
    public var congestion: Double
    /// Share of the shorter of compute and DMA that hides behind the longer, 0...1.
    public var overlap: Double
    /// Start-up of one operator, seconds.
    public var launch: Double
    /// Host time of one step (scheduling, sampling), seconds.
    public var hostTime: Double
    /// Rows of the matrix unit; M is padded to a multiple.
    public var cubeM: Double
    /// Depth of the matrix unit; K is padded to a multiple.
    public var cubeK: Double
    /// Columns of the matrix unit of one core; N is padded to a multiple of it times the cores.
    public var cubeN: Double

    /// Makes a chip from the figures of its datasheet; the efficiencies default to an ideal machine.
    public init(
        cores: Double, peakFLOPS: Double, peak16Share: Double, dramBytes: Double, dramBandwidth: Double,
        dramUtilisation: Double, intraBandwidth: Double, interBandwidth: Double, group: Double,
        intraUtilisation: Double = 1, interUtilisation: Double = 1, latency: Double = 0, congestion: Double = 0,
        overlap: Double = 1, launch: Double = 0, hostTime: Double = 0, cubeM: Double = 1, cubeK: Double = 1,
        cubeN: Double = 1
    ) {
        self.cores = cores
        self.peakFLOPS = peakFLOPS
        self.peak16Share = peak16Share
        self.dramBytes = dramBytes
        self.dramBandwidth = dramBandwidth
        self.dramUtilisation = dramUtilisation
        self.intraBandwidth = intraBandwidth
        self.interBandwidth = interBandwidth
        self.group = group
        self.intraUtilisation = intraUtilisation
        self.interUtilisation = interUtilisation
        self.latency = latency
        self.congestion = congestion
        self.overlap = overlap
        self.launch = launch
        self.hostTime = hostTime
        self.cubeM = cubeM
        self.cubeK = cubeK
        self.cubeN = cubeN
    }
}
