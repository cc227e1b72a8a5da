using CycleSim.Reference;
using CycleSim.Workloads.Files;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Networks;
using CycleSim.Workloads.Tests.Networks;

namespace CycleSim.Workloads.Tests.Lowering;

/// <summary>The GEMMs of a training step against tests/Reference/networks.</summary>
public class LoweringReferenceTests
{
    private const int Batch = 512;

    public static TheoryData<string, string> Pairs
    {
        get
        {
            TheoryData<string, string> pairs = [];
            foreach ((string network, string table) in ShippedNetworks.Pairs)
                pairs.Add(network, table);
            return pairs;
        }
    }

    public static TheoryData<string> Names => ShippedNetworks.Names;

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Gemms_equal_the_reference_table(string name, string table)
    {
        StepProgram program = TrainingStepLowering.Lower(NetworkLoader.Load(name), Batch);
        IEnumerable<string> expected = ReferenceFile.Table($"networks/{table}.gemms.csv")
            .Where(row => !row.Text("pass").StartsWith("ALT_", StringComparison.Ordinal))
            .Select(row => $"{row.Text("layer")} {row.Text("pass")} {row.Text("M")} {row.Text("N")} {row.Text("K")} {row.Text("macs")}");
        IEnumerable<string> actual = program.Operations.OfType<GemmOperation>()
            .Select(gemm => $"{gemm.Layer.Name} {gemm.Part} {gemm.M} {gemm.N} {gemm.K} {gemm.Macs}");
        Assert.Equal(expected.Order(StringComparer.Ordinal), actual.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Multiply_accumulates_equal_the_reference_summary(string name, string table)
    {
        ReferenceRow row = ReferenceFile.Table("networks/SUMMARY.csv").Single(row => row.Text("model") == table);
        Network network = NetworkLoader.Load(name);
        StepProgram program = TrainingStepLowering.Lower(network, Batch);
        Assert.Equal(row.Long("macs_step_B512"), program.Macs);
        Assert.Equal(network.MacsPerImage * Batch, MacsOf(program, Pass.Forward));
        Assert.Equal(row.Long("macs_igrad_B512"), MacsOf(program, Pass.InputGradient));
        Assert.Equal(row.Long("macs_wgrad_B512"), MacsOf(program, Pass.WeightGradient));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Shapes_of_operands_and_outputs_fit(string name)
    {
        StepProgram program = WorkloadLoader.Load(name).Lower(4);
        Assert.Equal(program.Operations.Length, program.Operations.Select(operation => operation.Name).Distinct().Count());
        Assert.Equal(Enumerable.Range(0, program.Tensors.Length), program.Tensors.Select(tensor => tensor.Id));
        Assert.Equal(program.Tensors.Length, program.Tensors.Select(tensor => tensor.Name).Distinct().Count());
        foreach (GemmOperation gemm in program.Operations.OfType<GemmOperation>().SelectMany(FirstAndLast))
        {
            Assert.Equal(gemm.Rows.Depth, gemm.Columns.Depth);
            Assert.Equal(gemm.M, (long)gemm.Output.WordBase.Length * gemm.Output.Slices.Count);
            Assert.InRange(gemm.Output.Slices.First, 0, gemm.Output.Tensor.Slices - gemm.Output.Slices.Count);
            Assert.All(gemm.Output.WordBase, word => Assert.InRange(word, 0, gemm.Output.Tensor.WordsPerSlice - gemm.N));
            Assert.All(gemm.OutputReads, tensor => Assert.Equal(
                (gemm.Output.Tensor.Slices, gemm.Output.Tensor.WordsPerSlice), (tensor.Slices, tensor.WordsPerSlice)));
            Assert.True(gemm.Bias is null || gemm.VectorOffset + gemm.N <= gemm.Bias.Words);
            Assert.True(gemm.RowSums is null || gemm.VectorOffset + gemm.M <= gemm.RowSums.Words);
            AssertRuns(gemm.Rows);
            AssertRuns(gemm.Columns);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(TrainingStepLowering.MaxBatch + 1)]
    public void Batches_out_of_range_are_errors(int batch)
    {
        Network network = NetworkLoader.Load("lenet5-28x28-mnist");
        Assert.Throws<ArgumentOutOfRangeException>(() => TrainingStepLowering.Lower(network, batch));
    }

    private static IEnumerable<GemmOperation> FirstAndLast(GemmOperation gemm) =>
        new[] { gemm.Product(0), gemm.Product(gemm.Count - 1) }.Distinct();

    private static void AssertRuns(OperandView view)
    {
        foreach (var runs in view.Locations)
        {
            int at = 0;
            foreach (WordRun run in runs)
            {
                Assert.True(run.Length >= 1 && run.At >= at && run.At + run.Length <= view.Words);
                Assert.True(run.Word >= 0 && run.Word + run.Length <= view.Tensor.WordsPerSlice);
                at = run.At + run.Length;
            }
        }
    }

    private static long MacsOf(StepProgram program, Pass pass) =>
        program.Operations.OfType<GemmOperation>().Where(gemm => gemm.Pass == pass).Sum(gemm => gemm.Macs);
}
