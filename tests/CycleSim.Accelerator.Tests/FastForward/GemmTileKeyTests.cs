using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.Dataflow;
using CycleSim.Accelerator.FastForward;
using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Steps;
using CycleSim.Kernel;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Tests.FastForward;

/// <summary>Tiles have equal keys where only whole lines and turned banks lie between them.</summary>
public sealed class GemmTileKeyTests : IPortScratchpads
{
    // 32 columns, 16 words a line: neighbouring slices are 2 banks apart, 4 from slice 7 to slice 8.
    private static readonly MachineSpec Machine = TestMachines.With(32, 32, banks: 16);
    private static readonly StepProgram Program = TestMachines.Lower("lenet5-28x28-mnist", 16);
    private static readonly GemmOperation Gemm = Program.Operations.OfType<GemmOperation>().First();
    private static readonly TensorLayout[] Layouts = [.. Program.Tensors.Select(tensor => TensorLayout.Of(tensor, Machine))];

    private readonly Dictionary<TensorRole, Scratchpad> _scratchpads = TensorRoles.All.ToDictionary(
        role => role, role => new Scratchpad(role, Machine.Scratchpad, 1, 1, new Hook<ScratchpadAccess>()));

    Scratchpad? IPortScratchpads.Find(TensorSpec tensor, GemmUse use) => use == GemmUse.Vector ? null : _scratchpads[tensor.Role];

    [Fact]
    public void Slices_that_lie_alike_have_equal_keys() => Assert.Equal(KeyOf(Slices(0, 2)), KeyOf(Slices(2, 2)));

    [Fact]
    public void Slices_whose_banks_lie_differently_have_not() => Assert.NotEqual(KeyOf(Slices(0, 2)), KeyOf(Slices(7, 2)));

    [Fact]
    public void More_slices_or_less_depth_have_not()
    {
        Assert.NotEqual(KeyOf(Slices(0, 2)), KeyOf(Slices(0, 3)));
        Assert.NotEqual(KeyOf(Slices(0, 2)), KeyOf(Gemm.Cut(new(0, 2), new(0, Gemm.N), new(0, Gemm.K - 1))));
    }

    [Fact]
    public void A_tile_that_reads_beside_its_outputs_has_another() =>
        Assert.NotEqual(KeyOf(Slices(0, 2)), KeyOf(Slices(0, 2) with { OutputReads = [Gemm.Output.Tensor] }));

    [Fact]
    public void Large_tiles_have_none()
    {
        GemmOperation tile = Slices(0, 2);
        Assert.False(TryDescribe(tile with { Output = tile.Output with { WordBase = [.. new int[1 << 14]] } }, new PhaseKey()));
    }

    private static GemmOperation Slices(long first, long count) => Gemm.Cut(new(first, count), new(0, Gemm.N), new(0, Gemm.K));

    private int[] KeyOf(GemmOperation tile)
    {
        var key = new PhaseKey();
        Assert.True(TryDescribe(tile, key));
        return key.Key.Span.ToArray();
    }

    private bool TryDescribe(GemmOperation tile, PhaseKey key) => new GemmTileKey(key, this, Layouts).TryDescribe(tile);
}
