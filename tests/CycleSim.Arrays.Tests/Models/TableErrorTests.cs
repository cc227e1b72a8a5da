using CycleSim.Arrays.Models;

namespace CycleSim.Arrays.Tests.Models;

/// <summary>How far a table can be trusted between its rows: each row is left out and interpolated from its neighbours.</summary>
public class TableErrorTests
{
    [Fact]
    public void Leaving_out_a_row_costs_a_few_per_cent_in_the_median_and_much_more_where_the_organisation_jumps()
    {
        List<double> errors = [];
        foreach (string name in new[] { "sram", "stt-mram", "sram-ram", "stt-mram-ram" })
        {
            MemoryTechnology memory = MemoryTechnologyLoader.Load(name);
            for (int i = 1; i < memory.Table.Length - 1; i++)
            {
                MemoryMetrics truth = memory.Table[i].Metrics;
                MemoryMetrics guess = new TableModel(name, memory.AccessBits, memory.Table.RemoveAt(i)).At(truth.CapacityBytes);
                errors.Add(Math.Abs(guess.AreaMm2 / truth.AreaMm2 - 1));
                errors.Add(Math.Abs(guess.ReadLatencyNs / truth.ReadLatencyNs - 1));
                errors.Add(Math.Abs(guess.WriteLatencyNs / truth.WriteLatencyNs - 1));
                errors.Add(Math.Abs(guess.ReadEnergyPj / truth.ReadEnergyPj - 1));
                errors.Add(Math.Abs(guess.WriteEnergyPj / truth.WriteEnergyPj - 1));
                errors.Add(Math.Abs(guess.LeakageMw / truth.LeakageMw - 1));
            }
        }

        errors.Sort();
        Assert.InRange(errors[errors.Count / 2], 0.01, 0.06);
        Assert.InRange(errors[^1], 0.1, 1);
    }
}
