using CsCheck;
using CycleSim.Dram;
using CycleSim.Dram.Commands;
using CycleSim.Dram.Control;
using CycleSim.Dram.Statistics;
using CycleSim.Kernel;
using CycleSim.Properties;

namespace CycleSim.Accelerator.Tests.Oracle;

/// <summary>
/// The DRAM controller alone against the channel that advances cycle by cycle: longer transfers than small machines make.
/// </summary>
public class OracleDramTests
{
    private static readonly bool Slow = Environment.GetEnvironmentVariable("CYCLESIM_SLOW") == "1";

    /// <summary>A few shapes, as gaps and lengths of runs, that come again and again: most of them are memo entries then.</summary>
    private static Gen<OracleDramCase> Cases =>
        from part in OracleCases.Parts
        from shapes in Gen.Select(Gen.Int[0, 40], Gen.Int[1, 150]).Array[1, 3].Array[1, 3]
        from order in Gen.Select(
            Gen.Int[0, 2], Gen.Bool, Gen.Frequency((4, Gen.Int[0, 40]), (1, Gen.Int[40, 1500])), Gen.Int[0, 3]).Array[2, 16]
        select new OracleDramCase(part, shapes, [.. order.Select(transfer => new OracleDramTransfer(
            transfer.Item1 % shapes.Length, transfer.Item2, transfer.Item3, transfer.Item4))]);

    [Fact]
    [Trait("kind", "property")]
    public void Controller_and_cycle_stepped_channel_do_the_same() => Cases.ForAll(Check, cases: Slow ? 1000 : 50);

    private static void Check(OracleDramCase c)
    {
        var dma = new OracleDma();
        var dram = new OracleDram(c.Part, dma);
        long[] ends = [.. RunCycleByCycle(c, dram, dma)];
        DramCommand[] expected = [.. dram.Commands.Where(command => command.Cycle < dram.CyclesOver)];
        foreach (bool fastForward in new[] { false, true })
        {
            AssertRun(Run(c, fastForward, observer: null));
            var commands = new List<DramCommand>();
            AssertRun(Run(c, fastForward, commands));
            Assert.Equal(expected, commands);
        }

        void AssertRun((long[] Ends, DramCounts Counts) run)
        {
            Assert.Equal(ends, run.Ends);
            Assert.Equal(dram.Counts, run.Counts);
        }
    }

    /// <summary>The cycles in which the transfers end.</summary>
    private static IEnumerable<long> RunCycleByCycle(OracleDramCase c, OracleDram dram, OracleDma dma)
    {
        long cycle = 0;
        dram.Tick();
        foreach (OracleDramTransfer transfer in c.Transfers)
        {
            for (int i = 0; i < transfer.Gap; i++)
                Next();
            dma.Start(c.BurstsOf(transfer), transfer.IsWrite);
            while (!dma.IsDone)
                Next();
            yield return cycle;
        }

        void Next()
        {
            dram.TickController();
            dram.Tick();
            cycle++;
        }
    }

    private static (long[] Ends, DramCounts Counts) Run(OracleDramCase c, bool fastForward, List<DramCommand>? observer)
    {
        var hook = new Hook<DramCommandRun>();
        using IDisposable? subscription = observer is null
            ? null
            : hook.Subscribe((in DramCommandRun seen) => observer.AddRange(DramCommand.Expand(seen)));
        var controller = new DramController(c.Part, DramPolicy.Default, hook) { FastForward = fastForward };
        var ends = new List<long>();
        foreach (OracleDramTransfer transfer in c.Transfers)
            ends.Add(controller.Transfer(ends.LastOrDefault() + transfer.Gap, 0, c.RunsOf(transfer), transfer.IsWrite));
        controller.AdvanceTo(ends[^1]);
        return ([.. ends], DramCounts.Of(controller.Totals));
    }
}
