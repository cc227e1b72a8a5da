using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.Tiles;

namespace CycleSim.Accelerator.Tests.Tiles;

/// <summary>When a load may fill a buffer, at the limit and one before it.</summary>
public class OperandRingTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_load_waits_for_the_last_user_of_the_buffer(int buffers)
    {
        var ring = new OperandRing(buffers);
        DmaTask[] loads = [.. Enumerable.Range(0, 4).Select(i => Load(2 * i))]; // tiles 2 i and 2 i + 1 use load i
        foreach (DmaTask load in loads)
            ring.Add(load, load.Tile, after: null, afterTile: -1);
        for (int i = 0; i < loads.Length; i++)
        {
            int lastUser = 2 * (i - buffers) + 1;
            if (i >= buffers)
                Assert.Null(ring.TakeReady(computed: lastUser));
            Assert.Same(loads[i], ring.TakeReady(computed: Math.Max(0, lastUser + 1)));
        }
    }

    [Fact]
    public void A_load_waits_for_a_tile_that_divides_the_half_differently()
    {
        var ring = new OperandRing(2);
        DmaTask load = Load(4);
        ring.Add(load, 4, after: null, afterTile: 2);
        Assert.Null(ring.TakeReady(computed: 2));
        Assert.Same(load, ring.TakeReady(computed: 3));
    }

    [Fact]
    public void A_load_waits_for_the_store_of_what_it_loads()
    {
        var ring = new OperandRing(2);
        var store = new DmaTask(DmaKind.Store, 1, 2, 64);
        DmaTask load = Load(2);
        ring.Add(load, 2, store, afterTile: -1);
        Assert.Null(ring.TakeReady(computed: 2));
        store.UsablePs = 100;
        Assert.Same(load, ring.TakeReady(computed: 2));
    }

    private static DmaTask Load(long tile) => new(DmaKind.LoadA, tile, 2 * tile, 64);
}
