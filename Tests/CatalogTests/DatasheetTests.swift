import CostModel
import Testing
import Units

@testable import Catalog

/// Figures of five chips, worked out by hand from what their makers print.
struct DatasheetTests {
    @Test func h100() {
        let chip = CatalogEntry<Chip>.h100.value
        // Printed with sparsity: FP8 3,958, BF16 1,979 TFLOP/s; dense is half: 1,979 and 989.5, to the last digit.
        #expect(abs(chip.peakFLOPS - 3958e12 / 2) < 0.2e12)
        #expect(abs(chip.peakFLOPS * chip.peak16Share - 1979e12 / 2) < 0.2e12)
        // 132 SM x 1,830 MHz x 4 tensor cores x 1,024 FP8 multiply-adds x 2 = 1,979 TFLOP/s.
        #expect(abs(chip.peakFLOPS / (132 * 1830e6 * 4 * 1024 * 2) - 1) < 0.001)
        // NVLink 4: 18 links x 25 GB/s one way = 450 GB/s; InfiniBand 400 Gb/s / 8 = 50 GB/s.
        #expect(chip.network.intra.bandwidth == 18 * 25e9)
        #expect(chip.network.inter.bandwidth == 400e9 / 8)
        // HBM3: 5 stacks x 1,024 bits x 5.23 Gb/s / 8 = 3.35 TB/s.
        #expect(abs(chip.dramBandwidth / (5 * 1024 * 5.23e9 / 8) - 1) < 0.002)
        // Of 80 GiB a program gets 79.18, and runtimes leave a tenth of that.
        #expect((chip.dramBytes, chip.dramReserve) == (79.18.gib, 0.1))
        #expect((chip.fp8Share, chip.int8Share, chip.fp4Share) == (1, 1, 0))
        #expect(chip.power == 700)
    }

    @Test func a100() {
        let chip = CatalogEntry<Chip>.a100.value
        // 108 SM x 1,410 MHz x 4 tensor cores x 256 BF16 multiply-adds x 2 = 312 TFLOP/s; INT8 twice that.
        #expect(abs(chip.peakFLOPS * chip.peak16Share / (108 * 1410e6 * 4 * 256 * 2) - 1) < 0.001)
        #expect(chip.peakFLOPS == 2 * 312e12)
        // No FP8 unit: FP8 weights are widened to BF16.
        #expect((chip.fp8Share, chip.int8Share) == (0, 1))
        // NVLink 3: 12 links x 25 GB/s one way = 300 GB/s; HDR 200 Gb/s / 8 = 25 GB/s.
        #expect(chip.network.intra.bandwidth == 12 * 25e9)
        #expect(chip.network.inter.bandwidth == 200e9 / 8)
        #expect((chip.dramBytes, chip.dramBandwidth, chip.power) == (79.25.gib, 2039e9, 400))
    }

    @Test func mi300x() {
        let chip = CatalogEntry<Chip>.mi300x.value
        // 304 units x 2,100 MHz x 4,096 FLOP a clock at FP8 = 2,614.9 TFLOP/s; BF16 half.
        #expect(abs(chip.peakFLOPS / (304 * 2100e6 * 4096) - 1) < 0.0001)
        #expect(abs(chip.peak16Share - 0.5) < 0.0001)
        // 7 links x 64 GB/s one way = 448 GB/s to all peers together.
        #expect(chip.network.intra.bandwidth == 7 * 64e9)
        // HBM3: 8 stacks x 1,024 bits x 5.2 Gb/s / 8 = 5.3 TB/s; 8 stacks x 24 GiB = 192 GiB, 191.98 in reports.
        #expect(abs(chip.dramBandwidth / (8 * 1024 * 5.2e9 / 8) - 1) < 0.01)
        #expect((chip.dramBytes / (8 * 24.0.gib) - 1).magnitude < 0.001)
    }

    @Test func gb300() {
        let chip = CatalogEntry<Chip>.gb300.value
        // A rack of 72: 720 PFLOP/s FP8 with sparsity / 72 / 2 = 5; 1,080 PFLOP/s FP4 dense / 72 = 15.
        #expect(chip.peakFLOPS == 720e15 / 72 / 2)
        #expect(chip.peakFLOPS * chip.fp4Share == 1080e15 / 72)
        // INT8 is all but removed: 0.165 PFLOP/s are a fifteenth of BF16's 2.5, at whose rate INT8 weights run.
        #expect(chip.int8Share == 0 && CatalogEntry<Chip>.b300.value.int8Share == 0)
        #expect(CatalogEntry<Chip>.b200.value.int8Share == 1)
        // 576 TB/s a rack / 72 = 8 TB/s; 18 NVLink 5 x 50 GB/s one way = 900 GB/s; 800 Gb/s / 8 = 100 GB/s.
        #expect(chip.dramBandwidth == 576e12 / 72)
        // The latency is fitted, not printed.
        let latency = Efficiencies.blackwellRack.latency.value
        #expect(chip.network.intra == Tier(size: 72, bandwidth: 18 * 50e9, utilisation: 0.82, latency: latency))
        #expect(chip.network.inter.bandwidth == 800e9 / 8)
    }

    @Test func ascend910B() {
        let chip = CatalogEntry<Chip>.ascend910B.value
        // 24 cubes x 1.8 GHz x 16^3 multiply-adds x 2 = 353.9 TFLOP/s BF16; INT8 twice that.
        #expect(abs(chip.peakFLOPS * chip.peak16Share / (24 * 1.8e9 * 4096 * 2) - 1) < 0.001)
        #expect(chip.peak16Share == 0.5)
        // 7 links x 56 GB/s both directions / 2 = 196 GB/s; RoCE 200 Gb/s / 8 = 25 GB/s.
        #expect(chip.network.intra.bandwidth == 7 * 56e9 / 2)
        #expect(chip.network.inter.bandwidth == 25e9)
        #expect((chip.fp8Share, chip.int8Share, chip.fp4Share) == (0, 1, 0))
    }

    @Test func tpuV5p() {
        let chip = CatalogEntry<Chip>.tpuV5p.value
        // INT8 918 = 2 x 459 BF16; FP8 has no unit and runs at the BF16 rate.
        #expect((chip.peakFLOPS, chip.peak16Share, chip.fp8Share) == (918e12, 0.5, 0))
        // 95.74 GiB = 102.8 GB; 1,200 GB/s both directions / 2 = 600; 50 Gb/s / 8 = 6.25 GB/s.
        #expect(chip.dramBytes == 95.74 * 1_073_741_824)
        #expect(chip.network.intra.bandwidth == 1200e9 / 2)
        #expect(chip.network.inter.bandwidth == 50e9 / 8)
    }

    @Test func chipsWithoutAFaster8BitUnitPeakAtBF16() {
        let gaudi = CatalogEntry<Chip>.gaudi3.value
        #expect((gaudi.peakFLOPS, gaudi.peak16Share, gaudi.fp8Share, gaudi.int8Share) == (1835e12, 1, 1, 0))
        let mi250x = CatalogEntry<Chip>.mi250x.value
        #expect((mi250x.peakFLOPS, mi250x.peak16Share, mi250x.fp8Share, mi250x.int8Share) == (383e12, 1, 0, 1))
    }
}
