using CycleSim.Arrays.Models;
using CycleSim.Configuration.Text;
using CycleSim.Studies.Accounting;
using CycleSim.Workloads.Files;

namespace CycleSim.Studies.Tests.Accounting;

/// <summary>The account against one that others made from the same description: VGG16/CIFAR-100, batch 512.</summary>
public sealed class AccountReferenceTests
{
    private const double Giga = 1e9;
    private const double Tolerance = 0.02;

    private static readonly Lazy<Account> Vgg16 = new(() => new(NetworkLoader.Load("vgg16-cifar100"), 512, new AccountInterpretation()));

    [Theory]
    [InlineData("8 MiB", "sram", 15.43, 3.05, 0.02, 19.314, 19.291, 0.020, 0.003, 352.0, 302.3, 48.6, 0.02, 1.13)]
    [InlineData("8 MiB", "stt-mram", 15.43, 3.05, 0.02, 19.322, 19.291, 0.020, 0.011, 132.4, 82.6, 48.6, 0.02, 1.13)]
    [InlineData("48 MiB", "sram", 10.11, 9.45, 0.39, 12.696, 12.634, 0.020, 0.041, 1112.4, 1079.2, 31.8, 0.14, 1.13)]
    [InlineData("48 MiB", "stt-mram", 10.11, 9.45, 0.39, 12.704, 12.634, 0.020, 0.049, 177.7, 144.6, 31.8, 0.11, 1.13)]
    [InlineData("512 MiB", "sram", 1.14, 20.36, 1.37, 2.275, 1.422, 0.020, 0.833, 1784.7, 1778.8, 3.58, 1.11, 1.13)]
    [InlineData("512 MiB", "stt-mram", 1.14, 20.36, 1.37, 1.808, 1.422, 0.020, 0.366, 113.3, 108.0, 3.58, 0.67, 1.13)]
    public void It_equals_the_reference(
        string capacity, string memory, double dramGb, double readGb, double writtenGb, double timeS, double dramS, double foldsS,
        double onChipS, double energyJ, double leakageJ, double dramJ, double accessesJ, double macsJ)
    {
        AccountResult result = Vgg16.Value.On(MemoryTechnologyLoader.Load(memory), ByteSize.Parse(capacity));
        Close(dramGb, result.DramBytes / Giga, 0.005);
        Close(readGb, result.OnChipReadBytes / Giga, 0.005);
        Close(writtenGb, result.OnChipWrittenBytes / Giga, 0.005);
        Close(timeS, result.TimeS, 0.0005);
        Close(dramS, result.DramS, 0.0005);
        Close(foldsS, result.FoldsS, 0.0005);
        Close(onChipS, result.OnChipS, 0.0005);
        Close(energyJ, result.EnergyJ, 0.05);
        Close(leakageJ, result.LeakageJ, 0.05);
        Close(dramJ, result.DramJ, 0.05);
        Close(accessesJ, result.AccessesJ, 0.005);
        Close(macsJ, result.MacsJ, 0.005);
    }

    // The reference is printed rounded.
    private static void Close(double expected, double actual, double rounding) =>
        Assert.InRange(actual, expected * (1 - Tolerance) - rounding, expected * (1 + Tolerance) + rounding);
}
