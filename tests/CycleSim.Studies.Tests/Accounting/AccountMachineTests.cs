using CycleSim.Arrays.Models;
using CycleSim.Configuration.Text;
using CycleSim.Studies.Accounting;
using CycleSim.Studies.Plans;
using CycleSim.Studies.Tests.Golden;
using CycleSim.Workloads.Files;

namespace CycleSim.Studies.Tests.Accounting;

/// <summary>
/// Two counts that know nothing of each other: with all layers, whole bursts and the room that moves the minimum, the account's DRAM bytes
/// are the machine's.
/// </summary>
/// <remarks>
/// `CYCLESIM_SLOW=1 dotnet test tests/CycleSim.Studies.Tests -c Release --filter AccountMachine` looks at all pinned networks and also
/// simulates VGG16 whole at every capacity.
/// </remarks>
public sealed class AccountMachineTests
{
    private static readonly bool Slow = Environment.GetEnvironmentVariable("CYCLESIM_SLOW") == "1";

    private static readonly string[] Quick = ["lenet5-28x28-mnist", "alexnet-bearpaw-cifar10", "vgg16-cifar100"];

    private static readonly AccountInterpretation Machine = new()
    {
        Layers = LayerInterpretation.All,
        Dram = DramInterpretation.Burst,
        Room = RoomInterpretation.Best,
        Properties = ArrayInterpretation.Whole,
    };

    [Fact]
    public void Bytes_of_all_pinned_steps_are_the_machines()
    {
        var different = new List<string>();
        foreach (IGrouping<string, GoldenRow> rows in GoldenFile.Read()
            .Where(row => row.Step.Memory == "sram" && (Slow || IsQuick(row.Step)))
            .GroupBy(row => row.Step.Network))
        {
            var account = new Account(NetworkLoader.Load(rows.Key), GoldenStep.Batch, Machine);
            foreach (GoldenRow row in rows)
            {
                double machine = row.Number("dram.read_bytes") + row.Number("dram.write_bytes");
                long counted = BytesOf(account, ByteSize.Parse(row.Step.Capacity));
                if (counted != machine)
                    different.Add($"{row.Step}: {counted}, machine {machine}");
            }
        }

        Assert.Empty(different);
    }

    [Theory]
    [InlineData("lenet5-28x28-mnist", 64)]
    [InlineData("lenet5-28x28-mnist", 3)]
    public void Bytes_of_other_batches_are_the_machines_within_two_percent(string network, int batch)
    {
        var account = new Account(NetworkLoader.Load(network), batch, Machine);
        foreach (long capacity in new[] { 128L << 10, 4 << 20 })
            Close(account, network, batch, capacity);
    }

    [Fact]
    public void Bytes_of_vgg16_are_the_machines_at_every_capacity()
    {
        if (!Slow)
            return;
        var account = new Account(NetworkLoader.Load("vgg16-cifar100"), 512, Machine);
        for (long capacity = 128 << 10; capacity <= 512 << 20; capacity *= 2)
            Close(account, "vgg16-cifar100", 512, capacity);
    }

    private static bool IsQuick(GoldenStep step) => Quick.Contains(step.Network) && step.Capacity is ("512 KiB" or "48 MiB");

    private static void Close(Account account, string network, int batch, long capacity)
    {
        var point = new StudyPoint(
            StudyNetwork.Load(network), batch, MachineVariant.Load("paper"), MemoryVariant.Load("stt-mram"), capacity);
        double machine = 64.0 * point.Simulator().Run().Dram.Bursts;
        Assert.InRange(BytesOf(account, capacity) / machine, 0.98, 1.02);
    }

    private static long BytesOf(Account account, long capacity) =>
        account.On(MemoryTechnologyLoader.Load("stt-mram"), capacity).DramBytes;
}
