using CycleSim.Dram;
using CycleSim.Dram.Commands;
using CycleSim.Dram.Control;
using CycleSim.Dram.Parts;
using CycleSim.Dram.Policies;
using CycleSim.Dram.Requests;
using CycleSim.Kernel;

namespace CycleSim.Accelerator.Tests.Extensions;

/// <summary>A scheduler from outside of CycleSim.Dram: registered, then named by a policy.</summary>
public class OwnSchedulerTests
{
    static OwnSchedulerTests()
    {
        Schedulers.Table.Register(new WritesFirst());
    }

    [Fact]
    public void A_scheduler_of_ones_own_decides()
    {
        // The buffer of one write drains at once; reads of the same row wait beside it. FR-FCFS serves the older reads first.
        DramSpec part = DramLoader.Load("ddr3-1600-4gb-x8-1rank") with { WriteBufferDepth = 1 };
        DramRequest[] requests =
        [
            .. Enumerable.Range(0, 6).Select(i => new DramRequest(0, i * 64L, false)), new DramRequest(0, 100 * 64L, true),
        ];
        Assert.True(WriteCycle(DramPolicy.Of("writes_first")) < WriteCycle(DramPolicy.Default));

        long WriteCycle(DramPolicy policy)
        {
            long cycle = 0;
            var hook = new Hook<DramCommand>();
            hook.Subscribe((in DramCommand command) =>
                cycle = command.Kind == Dram.Standards.DramCommandKind.Write ? command.Cycle : cycle);
            new DramController(part, policy, hook).Replay(requests);
            return cycle;
        }
    }
}
