using CsCheck;
using CycleSim.Accelerator.Dataflow.Timing;
using CycleSim.Accelerator.Machine;
using CycleSim.Properties;
using CycleSim.Reference;

namespace CycleSim.Accelerator.Tests.Dataflows;

/// <summary>Cycles of output-stationary arrays against register-level and SCALE-Sim results in tests/Reference/systolic.</summary>
public class OutputStationaryTimingTests
{
    [Fact]
    public void Cycles_equal_the_register_level_array()
    {
        int compared = 0;
        foreach (ReferenceRow row in ReferenceFile.Table("systolic/register_level_os.csv"))
        {
            bool overlap = row.Int("overlap_folds") == 1;
            bool trim = row.Int("trim_edges") == 1;
            Assert.False(overlap && trim, "the reference has no such rows");
            var timing = Timing(row.Int("R"), row.Int("C"), overlap ? DrainMode.Overlapped : DrainMode.Physical, trim);
            Assert.Equal(row.Long("cycles"), timing.Cycles(row.Long("M"), row.Long("N"), row.Long("K")));
            compared++;
        }

        Assert.Equal(150, compared);
    }

    [Theory]
    [InlineData("systolic/scalesim_os_conv.csv", 49)]
    [InlineData("systolic/scalesim_os_gemm.csv", 94)]
    public void Cycles_folds_and_words_equal_scalesim(string table, int rows)
    {
        ReferenceRow[] calculated = [.. ReferenceFile.Table(table)
            .Where(row => row.Text("dataflow") == "os" && row.Text("mode") == "CALC")];
        Assert.Equal(rows, calculated.Length);
        foreach (ReferenceRow row in calculated)
        {
            var timing = Timing(row.Int("array_rows"), row.Int("array_cols"), DrainMode.Scalesim, trims: false);
            (long m, long n, long k) = (row.Long("M_Sr"), row.Long("N_Sc"), row.Long("K_T"));
            Assert.Equal(row.Long("total_cycles"), timing.Cycles(m, n, k));
            Assert.Equal(row.Long("row_folds"), timing.RowFolds(m));
            Assert.Equal(row.Long("col_folds"), timing.ColumnFolds(n));
            Assert.Equal(row.Long("sram_ifmap_reads"), m * k * timing.ColumnFolds(n));
            Assert.Equal(row.Long("sram_filter_reads"), n * k * timing.RowFolds(m));
            Assert.Equal(row.Long("sram_ofmap_writes_true"), m * n);
        }
    }

    [Fact]
    public void Folds_and_cycles_equal_the_tables_of_the_shipped_networks()
    {
        var physical = Timing(256, 256, DrainMode.Physical, trims: false);
        var overlapped = Timing(256, 256, DrainMode.Overlapped, trims: false);
        var scalesim = Timing(256, 256, DrainMode.Scalesim, trims: false);
        foreach (string model in ReferenceFile.Table("networks/SUMMARY.csv").Select(row => row.Text("model")))
        {
            foreach (ReferenceRow row in ReferenceFile.Table($"networks/{model}.gemms.csv"))
            {
                (long m, long n, long k) = (row.Long("M"), row.Long("N"), row.Long("K"));
                long folds = row.Long("folds");
                Assert.Equal(
                    (row.Long("row_folds"), row.Long("col_folds"), folds),
                    (physical.RowFolds(m), physical.ColumnFolds(n), physical.Folds(m, n)));
                Assert.Equal(row.Long("cycles_scalesim_v2v3"), scalesim.Cycles(m, n, k));
                Assert.Equal(folds * (k + 2 * 256 + 256 - 2), physical.Cycles(m, n, k));
                Assert.Equal((folds - 1) * Math.Max(k, 256) + k + 2 * 256 + 256 - 2, overlapped.Cycles(m, n, k));
            }
        }
    }

    [Fact]
    [Trait("kind", "property")]
    public void Trimming_never_costs_cycles_and_changes_nothing_for_full_folds() =>
        Gen.Select(Gen.Int[1, 9], Gen.Int[1, 9], Gen.Long[1, 40], Gen.Long[1, 40], Gen.Long[1, 40]).ForAll((rows, columns, m, n, k) =>
        {
            long whole = Timing(rows, columns, DrainMode.Physical, false).Cycles(m, n, k);
            long trimmed = Timing(rows, columns, DrainMode.Physical, true).Cycles(m, n, k);
            bool full = m % rows == 0 && n % columns == 0;
            Assert.True(full ? trimmed == whole : trimmed < whole);
        });

    [Fact]
    [Trait("kind", "property")]
    public void Outputs_leave_one_row_or_column_apart_within_the_fold() =>
        Gen.Select(Gen.Int[1, 9], Gen.Int[1, 9], Gen.Long[1, 40], Gen.Enum<DrainMode>()).ForAll((rows, columns, k, drain) =>
        {
            var timing = Timing(rows, columns, drain, false);
            var steps = from row in Enumerable.Range(0, rows)
                        from column in Enumerable.Range(0, columns)
                        select timing.OutputStep(k, rows, row, column);
            // SCALE-Sim's counting leaves the very last step out.
            long last = timing.Length(k, rows, columns) - (drain == DrainMode.Scalesim ? 0 : 1);
            Assert.Equal(last, steps.Max());
            // The edge takes one output of each column in a cycle.
            for (int column = 0; column < columns; column++)
                Assert.Equal(rows, Enumerable.Range(0, rows).Select(row => timing.OutputStep(k, rows, row, column)).Distinct().Count());
        });

    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(1, 0, 1)]
    [InlineData(1, 1, 0)]
    public void Empty_gemms_are_errors(long m, long n, long k) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Timing(4, 4, DrainMode.Physical, false).Cycles(m, n, k));

    private static OutputStationaryTiming Timing(int rows, int columns, DrainMode drain, bool trims) =>
        new(new SystolicArraySpec(rows, columns, drain, trims));
}
