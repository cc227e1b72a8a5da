using System.Collections.Immutable;
using CycleSim.Studies.Comparisons;
using CycleSim.Studies.Heterogeneous;
using CycleSim.Studies.Plans;

namespace CycleSim.Studies.Tests;

public sealed class ComparisonTests : IDisposable
{
    private readonly StudyFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Improvement_is_the_ratio_of_energies_and_the_baseline_improves_by_one()
    {
        Comparison comparison = TestStudies.Compare(_folder.Path, IsoKind.Capacity, 64 << 10, 1 << 20);
        Assert.Equal([0, 1], comparison.Complete);
        for (int size = 0; size < 2; size++)
        {
            Assert.Equal(1, comparison.Improvement(size, 0));
            Assert.Equal(comparison.Result(size, 0)!.EnergyJ / comparison.Result(size, 1)!.EnergyJ, comparison.Improvement(size, 1));
            // Components add up to the whole.
            PointResult result = comparison.Result(size, 1)!;
            Assert.Equal(result.EnergyJ, result.DramJ + result.LeakageJ + result.AccessJ + result.ComputeJ, 1e-12);
        }

        Assert.Equal(Math.Max(comparison.Improvement(0, 1)!.Value, comparison.Improvement(1, 1)!.Value),
            comparison.Best(1)!.Value.Improvement);
    }

    [Fact]
    public void A_size_at_which_a_memory_has_no_array_keeps_its_row_and_says_why()
    {
        Comparison comparison = TestStudies.Compare(_folder.Path, IsoKind.Area, 0.152, 1);
        Assert.Equal([1], comparison.Complete);
        Assert.Contains("no array of the model fits", comparison.Cells[0][0].Failure, StringComparison.Ordinal);
        Assert.NotNull(comparison.Result(0, 1));
        string[] lines = ComparisonTable.Of([comparison]).Csv().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(1 + 4, lines.Length);
        Assert.Contains("no array of the model fits", lines[1], StringComparison.Ordinal);
    }

    /// <summary>Times 8, 4, 1 against 4, 2, 4: less at first, more from the size where the lines of their logarithms meet.</summary>
    [Fact]
    public void Memories_cross_where_the_ratio_is_one()
    {
        Comparison whole = TestStudies.Compare(_folder.Path, IsoKind.Capacity, 64 << 10, 1 << 20);
        PointResult any = whole.Result(0, 0)!;
        (double Size, double Baseline, double Other)[] sizes = [(1, 8, 4), (4, 4, 2), (16, 1, 4)];
        var comparison = new Comparison("n", IsoKind.Area, ["a", "b"], [1, 4, 16],
        [
            .. sizes.Select(size => new[] { size.Baseline, size.Other }
                .Select(energy => new ComparisonCell("m", size.Size, null, any with { TimeS = energy }, null)).ToImmutableArray()),
        ]);
        (double crossing, bool isBetterAbove) = Assert.Single(comparison.Crossings(1, result => result.TimeS));
        Assert.Equal(4 * Math.Pow(4, 1.0 / 3), crossing, 1e-12); // from there on, the logarithm of the ratio falls from ln 2 to -ln 4
        Assert.False(isBetterAbove);
        Assert.Empty(comparison.Crossings(1, result => result.EnergyJ));
    }

    [Fact]
    public void The_areas_of_a_memory_give_its_capacities_back()
    {
        var machine = MachineVariant.Load("paper");
        var memory = MemoryVariant.Load("stt-mram");
        long[] capacities = [64 << 10, 1 << 20, 8 << 20];
        Assert.Equal(capacities,
            ComparisonPlan.AreasOf(machine, memory, capacities).Select(area => StudyPoint.CapacityOnArea(machine, memory, area)));
    }

    /// <summary>The study multiplies bytes by energy; the machine simulates the memory itself. Both must agree.</summary>
    [Fact]
    public void Write_energy_of_the_safe_memory_is_what_the_machine_counts_with_it()
    {
        const long capacity = 1 << 20;
        Comparison comparison = TestStudies.Compare(_folder.Path, IsoKind.Capacity, capacity);
        var memory = MemoryVariant.Load("stt-mram-p55");
        WriteEnergyRow row = WriteEnergyStudy.Of(comparison, memory).Rows[0];
        var point = new StudyPoint(StudyNetwork.Load(TestStudies.Network), 4, MachineVariant.Load("paper"), memory, capacity);
        PointResult simulated = new PointRunner(_folder.Sub("p55"), 1, resumes: false).Run([point])[0].Result!;
        Assert.Equal(simulated.WriteJ, row.BaseJ, 1e-6 * simulated.WriteJ);
        Assert.Equal(comparison.Result(0, 0)!.WriteJ, row.SramJ);
        Assert.All(row.HeterogeneousJ.Zip(row.HeterogeneousJ.Skip(1)), pair => Assert.True(pair.Second < pair.First));
    }
}
