using CycleSim.Arrays.Models;
using CycleSim.Platform;
using CycleSim.Studies.Accounting;
using CycleSim.Workloads.Files;

namespace CycleSim.Studies.Tests.Accounting;

public sealed class AccountTests
{
    private const string Network = "lenet5-28x28-mnist";

    [Theory]
    [InlineData("bert-base", "the account knows conv, fc")]
    [InlineData("mobilenet-v2", "the account")]
    public void Layers_that_it_does_not_know_are_refused(string network, string message) =>
        Assert.Contains(
            message, Assert.Throws<InputException>(() => Of(new AccountInterpretation(), network)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_capacity_whose_third_is_no_array_is_refused() =>
        Assert.Throws<InputException>(() => On(new AccountInterpretation(), 32 << 10));

    [Fact]
    public void Readings_move_more_or_less_as_they_say()
    {
        var reading = new AccountInterpretation();
        long distinct = On(reading, 128 << 10).DramBytes;
        Assert.True(On(reading with { OffChip = OffChipInterpretation.Operands }, 128 << 10).DramBytes > distinct);
        Assert.True(On(reading with { OffChip = OffChipInterpretation.Once }, 128 << 10).DramBytes < distinct);
        Assert.True(On(reading with { Layers = LayerInterpretation.All }, 128 << 10).DramBytes > distinct);
        Assert.True(On(reading with { Reuse = false }, 64 << 20).DramBytes > On(reading, 64 << 20).DramBytes);
        Assert.True(On(reading with { Update = false }, 64 << 20).DramBytes < On(reading, 64 << 20).DramBytes);
        Assert.True(On(reading with { OnChip = OnChipInterpretation.Parallel }, 64 << 20).OnChipS < On(reading, 64 << 20).OnChipS);
        Assert.Equal(On(reading, 64 << 20).OnChipS / 16, On(reading with { OnChip = OnChipInterpretation.Banks }, 64 << 20).OnChipS, 1e-12);
        Assert.Equal(0, On(reading with { OnChip = OnChipInterpretation.None }, 64 << 20).OnChipS);
    }

    [Fact]
    public void With_the_best_share_more_room_never_moves_more()
    {
        Account account = Of(new AccountInterpretation { Room = RoomInterpretation.Best }, Network);
        long before = long.MaxValue;
        for (long capacity = 96 << 10; capacity <= 64 << 20; capacity += capacity / 5)
        {
            long bytes = account.On(MemoryTechnologyLoader.Load("sram"), capacity).DramBytes;
            Assert.InRange(bytes, 0, before);
            before = bytes;
        }
    }

    /// <summary>
    /// Where everything fits, what moves is the images once, each weight once, and back once.
    /// </summary>
    [Fact]
    public void Where_everything_fits_only_images_and_weights_move()
    {
        long weights = NetworkLoader.Load(Network).Layers.Where(layer => layer.IsGemm).Sum(layer =>
            (long)layer.Kernel * layer.Kernel * layer.Input.Channels * layer.Output.Channels);
        Assert.Equal(4 * (16 * 28 * 28 + 2 * weights), On(new AccountInterpretation(), 64 << 20).DramBytes);
    }

    private static AccountResult On(AccountInterpretation reading, long capacity) =>
        Of(reading, Network).On(MemoryTechnologyLoader.Load("sram"), capacity);

    private static Account Of(AccountInterpretation reading, string network) => new(NetworkLoader.Load(network), 16, reading);
}
