using CycleSim.Workloads.Files;
using CycleSim.Workloads.Graphs;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Operators;
using CycleSim.Workloads.Optimizers;
using CycleSim.Workloads.Shapes;
using CycleSim.Workloads.Vectors;

namespace CycleSim.Workloads.Tests.Lowering;

/// <summary>Passes and functions of operations, as their formulas have them.</summary>
public class VectorWorkTests
{
    private const string Plain = "None";
    private const string Logistic = "Exp, Divide";

    [Theory]
    [InlineData(ActivationFunctions.Relu, Plain, Plain)]
    [InlineData(ActivationFunctions.Relu6, Plain, Plain)]
    [InlineData(ActivationFunctions.Sigmoid, Logistic, Plain)]
    [InlineData(ActivationFunctions.Tanh, "Tanh", Plain)]
    [InlineData(ActivationFunctions.Silu, Logistic, Logistic)]
    [InlineData(ActivationFunctions.Gelu, "Erf", "Exp, Erf")]
    [InlineData(ActivationFunctions.GeluTanh, "Tanh", "Tanh")]
    [InlineData(ActivationFunctions.HardSigmoid, Plain, Plain)]
    [InlineData(ActivationFunctions.HardSwish, Plain, Plain)]
    public void Functions_and_derivatives_take_what_their_formulas_do(string function, string forward, string backward)
    {
        var graph = new GraphBuilder("g", 2);
        GraphValue image = graph.AddInput("image", new TensorShape(2, 4));
        GraphValue first = graph.CreateValue("first.out", "first", image.Shape, needsGradient: true);
        GraphValue output = graph.CreateValue("act.out", "act", image.Shape, needsGradient: true);
        graph.Add(new FullyConnectedOperator(
            "first", [image], [first], 4, 4, new GraphParameter("w", ParameterKind.Weight, new TensorShape(4, 4)), Bias: null));
        graph.Add(new ActivationOperator("act", function, [first], [output]));
        graph.Add(new LossOperator("loss", [output]));
        StepProgram step = GraphTrainingStep.Lower(graph.Build());
        Assert.Equal(forward, Shown(step, "act fwd"));
        Assert.Equal(backward, Shown(step, "act igrad"));
        Assert.Equal("None; Exp; Exp, Divide / 4", Shown(step, "loss loss"));
    }

    [Fact]
    public void Normalisations_wait_for_their_groups()
    {
        StepProgram step = WorkloadLoader.Load("gpt-tiny-characters").Lower(
            2, new ParameterUpdate(OptimizerKinds.AdamW, MixedPrecisions.Fp32));
        string[] all =
        [
            .. step.Operations.OfType<VectorOperation>().Select(operation =>
                $"{operation.Name.Split(' ')[1].Split('.') switch { ["update", ..] => "update", var parts => string.Join('.', parts) }}: "
                + Shown(operation.Work)).Distinct(),
        ];
        Assert.Contains("fwd.statistics: None; None / 64", all);
        Assert.Contains("fwd.statistics: None; Exp / 56", all);
        Assert.Contains($"fwd.normalise: {Plain}", all);
        Assert.Contains($"fwd.normalise: {Logistic}", all);
        Assert.Contains("update: Divide, Sqrt", all);
        Assert.All(all.Where(work => work.StartsWith("igrad", StringComparison.Ordinal)), work => Assert.DoesNotContain(';', work));
    }

    /// <summary>Words of all channels share lines: a pass of a batch normalisation goes over its whole input.</summary>
    [Fact]
    public void Batch_normalisation_waits_for_its_whole_input()
    {
        StepProgram step = WorkloadLoader.Load("resnet18-cifar10").Lower(2);
        VectorOperation[] statistics =
        [
            .. step.Operations.OfType<VectorOperation>().Where(
                operation => operation.Name.EndsWith("statistics", StringComparison.Ordinal)),
        ];
        Assert.NotEmpty(statistics);
        Assert.All(statistics, operation => Assert.Equal(
            $"None; None / {operation.Inputs[0].Tensor.Words}", Shown(operation.Work)));
    }

    private static string Shown(StepProgram step, string name) =>
        Shown(step.Operations.OfType<VectorOperation>().Single(operation => operation.Name == name).Work);

    private static string Shown(VectorWork work) =>
        string.Join("; ", work.Passes) + (work.Passes.Length > 1 ? $" / {work.GroupWords}" : "");
}
