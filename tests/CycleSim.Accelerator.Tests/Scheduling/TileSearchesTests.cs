using CycleSim.Accelerator.Dataflow;
using CycleSim.Accelerator.Files;
using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Mapping.Objectives;
using CycleSim.Accelerator.Scheduling;
using CycleSim.Arrays.Models;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Tests.Scheduling;

/// <summary>Operations that share a search get the tiles that a search of their own finds.</summary>
public class TileSearchesTests
{
    private const long KiB = 1024;

    private static readonly MachineSpec Machine = MachineLoader.Load("sensible");
    private static readonly MappingChoice Choice = new(Machine, MemoryTechnologyLoader.Load("sram").At(KiB * KiB));

    [Theory]
    [InlineData("vit-tiny-mnist", 64, 2, 30)]
    [InlineData("lenet5-28x28-mnist", 64, 5, 8)]
    [InlineData("resnet18-cifar10", 1024, 1, 15)]
    public void A_shared_search_finds_what_one_of_its_own_finds(string network, long kib, int batch, int operations)
    {
        StepProgram program = TestMachines.Lower(network, batch);
        TensorLayout[] layouts = [.. program.Tensors.Select(tensor => TensorLayout.Of(tensor, Machine))];
        var shared = new TileSearches(layouts, Machine, Choice);
        var share = new ScratchpadShare(0, kib * KiB / 8, new BankPartition(8, 8, 2, 2));
        var shares = new ScratchpadShares(share, share, share);
        foreach (GemmOperation gemm in program.Operations.OfType<GemmOperation>().Take(operations))
        {
            GemmTilePlan plan = shared.MapperOf(gemm).Map(new HashSet<int>(), shares);
            GemmTilePlan own = new TileSearches(layouts, Machine, Choice).MapperOf(gemm).Map(new HashSet<int>(), shares);
            Assert.Equal(own.Loops, plan.Loops);
            Assert.Equal(own.DramLines.OrderBy(pair => pair.Key), plan.DramLines.OrderBy(pair => pair.Key));
            Assert.Equal(own.Cost, plan.Cost);
        }
    }

    [Theory]
    [InlineData("vit-tiny-mnist", 3)]
    [InlineData("gpt-tiny-characters", 2)]
    [InlineData("lenet5-28x28-mnist", 5)]
    public void Lines_of_one_pass_are_the_lines_that_products_touch(string network, int batch)
    {
        StepProgram program = TestMachines.Lower(network, batch);
        TensorLayout[] layouts = [.. program.Tensors.Select(tensor => TensorLayout.Of(tensor, Machine))];
        var searches = new TileSearches(layouts, Machine, Choice);
        foreach (GemmOperation gemm in program.Operations.OfType<GemmOperation>())
        {
            GemmTileMapper mapper = searches.MapperOf(gemm);
            Assert.Equal(
                Enumerable.Range(0, gemm.Count).Sum(i => LineRun.Total(
                    TileFootprints.Runs(gemm.Product(i).Rows, layouts[gemm.Rows.Tensor.Id]))) + SameTensor(gemm, layouts),
                mapper.LinesOfOnePass(gemm.Rows.Tensor));
        }
    }

    [Fact]
    public void Products_that_do_not_lie_whole_lines_apart_are_counted_one_by_one()
    {
        StepProgram program = TestMachines.Lower("vit-tiny-mnist", 1);
        GemmOperation gemm = program.Operations.OfType<GemmOperation>().First(gemm => gemm.Count > 1);
        gemm = gemm with { Repeats = [new(new(0, 7), new(0, 16), new(0, 5)), new(new(0, 9), new(0, 1), new(0, 16))] };
        TensorLayout[] layouts = [.. program.Tensors.Select(tensor => TensorLayout.Of(tensor, Machine))];
        GemmTileMapper mapper = new TileSearches(layouts, Machine, Choice).MapperOf(gemm);
        Assert.NotEqual(gemm.Rows.Tensor, gemm.Columns.Tensor);
        foreach (OperandView operand in new[] { gemm.Rows, gemm.Columns })
        {
            long expected = Enumerable.Range(0, gemm.Count).Select(gemm.Product)
                .Select(product => operand == gemm.Rows ? product.Rows : product.Columns)
                .Sum(view => LineRun.Total(TileFootprints.Runs(view, layouts[view.Tensor.Id])));
            Assert.Equal(expected, mapper.LinesOfOnePass(operand.Tensor));
        }
    }

    [Fact]
    public void Operations_whose_tensors_are_in_other_scratchpads_share_nothing()
    {
        StepProgram program = TestMachines.Lower("lenet5-28x28-mnist", 4);
        GemmOperation gemm = program.Operations.OfType<GemmOperation>().First();
        TensorSpec moved = gemm.Columns.Tensor with { Id = program.Tensors.Length, Role = TensorRole.Error };
        TensorLayout[] layouts = [.. program.Tensors.Append(moved).Select(tensor => TensorLayout.Of(tensor, Machine))];
        var searches = new TileSearches(layouts, Machine, Choice);
        ScratchpadShare Share(long bytes) => new(0, bytes, new BankPartition(8, 8, 2, 2));
        var shares = new ScratchpadShares(Share(64 * KiB), Share(64 * KiB), Share(KiB / 2));
        GemmTilePlan plan = searches.MapperOf(gemm).Map(new HashSet<int>(), shares);
        GemmTilePlan other = searches.MapperOf(gemm with { Columns = gemm.Columns with { Tensor = moved } })
            .Map(new HashSet<int>(), shares);
        Assert.NotEqual(plan.Loops, other.Loops);
        Assert.Contains(moved.Id, other.DramLines.Keys);
    }

    /// <summary>Lines that the row operand's tensor moves in other parts of the operation.</summary>
    private static long SameTensor(GemmOperation gemm, TensorLayout[] layouts) => gemm.Columns.Tensor != gemm.Rows.Tensor
        ? 0
        : Enumerable.Range(0, gemm.Count).Sum(i => LineRun.Total(
            TileFootprints.Runs(gemm.Product(i).Columns, layouts[gemm.Columns.Tensor.Id])));
}
