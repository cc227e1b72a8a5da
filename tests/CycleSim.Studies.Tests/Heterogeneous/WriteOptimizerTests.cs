using CycleSim.Arrays;
using CycleSim.Arrays.Cells;
using CycleSim.Studies.Accuracy;
using CycleSim.Studies.Heterogeneous;
using CycleSim.Studies.Plans;
using CycleSim.Studies.Reports;
using CycleSim.Studies.Tests.Reproduction;
using CycleSim.TrainingRuns;

namespace CycleSim.Studies.Tests.Heterogeneous;

/// <summary>The energy that the search compares, against a hand calculation.</summary>
public sealed class WriteOptimizerTests : IDisposable
{
    private const double Seconds = 0.125;

    private static readonly ScratchpadBytes Activation = new(1_000_000, 300_000);
    private static readonly ScratchpadBytes Weight = new(20_000, 7_000);
    private static readonly ScratchpadBytes Error = new(5_000, 1_100);

    private readonly StudyFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Each_scratchpad_takes_its_reads_its_writes_and_a_third_of_the_leakage()
    {
        StudyPoint point = TestStudies.Point(capacity: 3 << 20);
        OptimizerResult result = Search(point);
        ScratchpadBytes[] bytes = [Activation, Weight, Error];
        for (int place = 0; place < 3; place++)
        {
            // All bits safe, and one setting with bits in two arrays: each evaluation searches an array's organisation.
            foreach (WriteOption option in new[] { result.Safe[place], result.Options[place].First(option => option.CheapBits == 16) })
            {
                MemoryMetrics figures = MemoryOf(point, option).Technology.At(point.CapacityBytes);
                double accessesPj =
                    8 * (bytes[place].Read * figures.ReadEnergyPj + bytes[place].Written * figures.WriteEnergyPj) / figures.AccessBits;
                double leakageJ = figures.LeakageMw / 1000 / 3 * Seconds;
                Assert.Equal(1, option.EnergyJ / (accessesPj * 1e-12 + leakageJ), 1e-12);
            }
        }
    }

    private static MemoryVariant Safe(StudyPoint point) =>
        point.Memory.WithWritePoint(WriteEnergyStudy.Junction, DeviceWritePoint.BaseWriteErrorRate, WriteEnergyStudy.PulseNs);

    private static MemoryVariant MemoryOf(StudyPoint point, WriteOption option) => option.CheapBits == 0
        ? Safe(point)
        : MemoryVariant.Heterogeneous(
            "", (32 - option.CheapBits, Safe(point)),
            (option.CheapBits, point.Memory.WithWritePoint(WriteEnergyStudy.Junction, option.Rate, WriteEnergyStudy.PulseNs)));

    private OptimizerResult Search(StudyPoint point)
    {
        PointResult step = new(Seconds, ReportedCycles.None, 0, ReportedEnergy.None, 0, 0, Activation, Weight, Error, 0, 0, 0);
        var request = new TrainingRequest(
            "", TestStudies.Network, "mnist", 1, 64, 0.02, null, null, 1, ErrorModelNames.StuckAtOld, new("off", "off", "off"));
        var runner = new TrainingRunner(new FakeTraining(_ => 0.9), _folder.Path);
        return new WriteOptimizer(request, runner, point, step, 1, writesOnly: false).Search(0.01, null, CancellationToken.None);
    }
}
