using CycleSim.Dram;
using CycleSim.Dram.Commands;
using CycleSim.Dram.Control;
using CycleSim.Dram.Parts;
using CycleSim.Dram.Policies;
using CycleSim.Dram.Requests;
using CycleSim.Dram.Standards;
using CycleSim.Kernel;

namespace CycleSim.Accelerator.Tests.Extensions;

/// <summary>A scheduler from outside of CycleSim.Dram: registered, then named by a policy.</summary>
public class OwnSchedulerTests
{
    static OwnSchedulerTests()
    {
        Schedulers.All.Register(new WritesFirst());
    }

    [Fact]
    public void A_scheduler_of_ones_own_decides()
    {
        DramSpec part = DramLoader.Load("ddr3-1600-4gb-x8-1rank") with { WriteBufferDepth = 4 };
        DramRequest[] requests = [.. Enumerable.Range(0, 400).Select(i => new DramRequest(0, i * 7919L % 65536 * 64, i % 3 == 0))];
        List<DramCommandRun> usual = Run(DramPolicy.Default);
        List<DramCommandRun> own = Run(DramPolicy.Of("writes_first"));
        Assert.NotEqual(usual, own);
        Assert.Equal(Bursts(usual), Bursts(own));

        List<DramCommandRun> Run(DramPolicy policy)
        {
            List<DramCommandRun> commands = [];
            var hook = new Hook<DramCommandRun>();
            hook.Subscribe((in DramCommandRun command) => commands.Add(command));
            new DramController(part, policy, hook).Replay(requests);
            return commands;
        }

        static long Bursts(List<DramCommandRun> commands) =>
            commands.Where(command => command.Kind is DramCommandKind.Read or DramCommandKind.Write).Sum(command => command.Count);
    }
}
