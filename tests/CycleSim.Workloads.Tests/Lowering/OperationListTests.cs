using System.Collections.Immutable;
using CycleSim.Platform;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Workloads.Tests.Lowering;

/// <summary>Many operands just below their limit would take all memory together.</summary>
public class OperationListTests
{
    [Fact]
    public void Addresses_of_a_step_are_limited_together()
    {
        GemmOperation gemm = SingleGemmStep.Of(4, 4, 4).Operations.OfType<GemmOperation>().Single();
        const int Locations = 1 << 22;
        ImmutableArray<WordRun> runs = [new(0, 0, 1), new(1, 2, 1), new(2, 4, 1), new(3, 6, 1)];
        GemmOperation large = gemm with
        {
            Name = "large",
            Rows = gemm.Rows with { Locations = [.. Enumerable.Repeat(runs, Locations)] },
        };
        var list = new OperationList();
        for (int i = 0; i < 3; i++)
            list.Add(large);
        string message = Assert.Throws<InputException>(() =>
        {
            list.Add(large);
            list.Add(large);
        }).Message;
        Assert.StartsWith("operation \"large\": with it the operands of the step have more than 134217728 addresses", message,
            StringComparison.Ordinal);
        Assert.InRange(list.All.Count, 3, 4);
    }
}
