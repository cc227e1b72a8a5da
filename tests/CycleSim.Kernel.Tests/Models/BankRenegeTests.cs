using CycleSim.Kernel.Samples;

namespace CycleSim.Kernel.Tests.Models;

/// <summary>What must hold in the sample of the bank, whatever its numbers.</summary>
public sealed class BankRenegeTests
{
    [Theory]
    [InlineData(42)]
    [InlineData(43)]
    public void EveryCustomerIsServedOrLeaves(ulong seed)
    {
        using Simulation simulation = new(seed);
        Bank bank = new(simulation);
        RunReport report = simulation.Run();
        Assert.True(report.IsExhausted && !report.IsBlocked);
        Assert.Equal(1000, bank.Served + bank.Left);
        Assert.InRange(bank.Left, 100, 500);
        Assert.Equal(bank.Served, bank.Waited.Count);
        Assert.InRange(bank.Waited.Max, 0, 30);

        // The counter is busy exactly while it serves.
        Assert.Equal(bank.ServicePs, bank.Busy.Mean * bank.Busy.ObservedPs, 0);
    }
}
