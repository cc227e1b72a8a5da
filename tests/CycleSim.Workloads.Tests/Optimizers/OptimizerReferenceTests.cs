using CycleSim.Reference;
using CycleSim.Workloads.Formats;
using CycleSim.Workloads.Optimizers;

namespace CycleSim.Workloads.Tests.Optimizers;

/// <summary>Updates and their traffic against tests/Reference/workloads/optimizers.</summary>
public sealed class OptimizerReferenceTests
{
    [Fact]
    public void Updates_equal_the_table_bit_by_bit()
    {
        IReadOnlyList<ReferenceRow> rows = ReferenceFile.Table("workloads/optimizers/updates.csv.gz");
        Assert.Equal(480, rows.Count);
        Assert.All(rows, AssertUpdate);
    }

    [Fact]
    public void Each_case_continues_from_its_own_results()
    {
        IEnumerable<IGrouping<string, ReferenceRow>> cases =
            ReferenceFile.Table("workloads/optimizers/updates.csv.gz").GroupBy(row => row.Text("case"));
        foreach (IGrouping<string, ReferenceRow> run in cases)
        {
            float[] weights = [run.First().Single("weight_before")];
            (float[] state1, float[] state2) = (State(run.First(), "state1_before"), State(run.First(), "state2_before"));
            foreach (ReferenceRow row in run)
                UpdateOf(row).Optimizer.Update(
                    Settings(row), row.Long("step"), new UpdateOperands(weights, [row.Single("gradient")], state1, state2));
            AssertBits(run.Last(), "weight_after", weights);
            AssertBits(run.Last(), "state1_after", state1);
            AssertBits(run.Last(), "state2_after", state2);
        }
    }

    [Fact]
    public void Traffic_of_a_parameter_equals_the_table()
    {
        IReadOnlyList<ReferenceRow> rows = ReferenceFile.Table("workloads/optimizers/traffic.csv");
        Assert.Equal(OptimizerKinds.All.All.Count * MixedPrecisions.All.All.Count, rows.Count);
        foreach (ReferenceRow row in rows)
        {
            ParameterUpdate update = UpdateOf(row);
            long Bytes(params string[] names) => update.Tensors.Where(tensor => names.Contains(tensor.Name))
                .Sum(tensor => tensor.Format.StorageBytes(1));
            long working = Bytes("weight");
            Assert.Equal(row.Long("working_weight_bytes"), working);
            Assert.Equal(row.Long("gradient_bytes"), Bytes("gradient"));
            Assert.Equal(row.Long("master_bytes"), Bytes("master"));
            Assert.Equal(row.Long("moment_bytes"), Bytes("momentum", "adam_m", "adam_v"));
            Assert.Equal(row.Long("state_bytes"), update.StateBytes(1));
            Assert.Equal(row.Long("weights_and_state_bytes"), working + update.StateBytes(1));
            Assert.Equal(row.Long("with_gradient_bytes"), update.Tensors.Sum(tensor => tensor.Format.StorageBytes(1)));
            Assert.Equal(row.Long("update_read_bytes"), update.ReadBytes(1));
            Assert.Equal(row.Long("update_written_bytes"), update.WrittenBytes(1));
            Assert.Equal(row.Long("update_bytes"), update.ReadBytes(1) + update.WrittenBytes(1));
        }
    }

    [Fact]
    public void Traffic_of_networks_equals_the_table()
    {
        IReadOnlyList<ReferenceRow> rows = ReferenceFile.Table("workloads/optimizers/network_totals.csv");
        Assert.Equal(75, rows.Count);
        foreach (ReferenceRow row in rows)
        {
            ParameterUpdate update = UpdateOf(row);
            long parameters = row.Long("params");
            Assert.Equal(
                (row.Long("state_bytes"), row.Long("update_read_bytes"), row.Long("update_written_bytes")),
                (update.StateBytes(parameters), update.ReadBytes(parameters), update.WrittenBytes(parameters)));
        }
    }

    private static void AssertUpdate(ReferenceRow row)
    {
        ParameterUpdate update = UpdateOf(row);
        Span<float> weights = [row.Single("weight_before")];
        Span<float> state1 = State(row, "state1_before");
        Span<float> state2 = State(row, "state2_before");
        Assert.Equal(update.Optimizer.States.Length, state1.Length + state2.Length);
        bool isMixed = row.Text("working_weight_after").Length > 0;
        Span<float> working = new float[isMixed ? 1 : 0];
        update.Apply(
            Settings(row), row.Long("step"), new UpdateOperands(weights, [row.Single("gradient")], state1, state2), working);
        AssertBits(row, "weight_after", weights);
        AssertBits(row, "state1_after", state1);
        AssertBits(row, "state2_after", state2);
        if (isMixed)
            Assert.Equal(row.Hex("working_weight_after"), NumberFormats.Bf16.Encode(working[0]));
    }

    private static void AssertBits(ReferenceRow row, string column, Span<float> actual)
    {
        string expected = row.Text(column);
        string found = actual.IsEmpty ? "" : $"{BitConverter.SingleToUInt32Bits(actual[0]):x8}";
        Assert.True(expected == found, $"case {row.Text("case")}, step {row.Text("step")}, {column}: {found} instead of {expected}");
    }

    private static ParameterUpdate UpdateOf(ReferenceRow row) =>
        new(OptimizerKinds.All.Get(row.Text("optimizer")), MixedPrecisions.All.Get(row.Text("mode")));

    private static float[] State(ReferenceRow row, string column) => row.Text(column).Length == 0 ? [] : [row.Single(column)];

    // What an optimizer does not use is set to something that would be noticed.
    private static OptimizerSettings Settings(ReferenceRow row) => new()
    {
        LearningRate = row.Single("lr"),
        WeightDecay = row.Single("weight_decay"),
        Momentum = ValueOr(row, "momentum", 0.3f),
        Beta1 = ValueOr(row, "beta1", 0.3f),
        Beta2 = ValueOr(row, "beta2", 0.3f),
        Epsilon = ValueOr(row, "eps", 0.3f),
    };

    private static float ValueOr(ReferenceRow row, string column, float unused) =>
        row.Text(column).Length == 0 ? unused : row.Single(column);
}
