using CycleSim.Accelerator.Replay;
using CycleSim.Dram.Parts;
using CycleSim.Traces.Requests;

namespace CycleSim.Accelerator.Tests.Replay;

/// <summary>What the requests of a trace become: whole bursts, in the order that is asked for.</summary>
public sealed class ForeignRequestsTests : IDisposable
{
    private static readonly DramSpec Part = DramLoader.Load("ddr3-1600-4gb-x8");
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void An_unaligned_request_moves_the_burst_that_holds_it_and_is_counted()
    {
        File.WriteAllText(_file, "cycle,op,addr\n0,W,0x818\n1,R,0x83f\n2,R,0x840\n");
        RequestList list = ForeignRequests.Read(_file, Part, RequestOrder.Checked).List;
        Assert.Equal([0x800L, 0x800, 0x840], list.Requests.Select(request => request.Address));
        Assert.Equal(2, list.Unaligned);
    }

    [Fact]
    public void Times_that_go_back_are_sorted_or_kept_where_that_is_asked_for()
    {
        File.WriteAllText(_file, "cycle,op,addr\n5,R,0\n9,R,64\n5,R,128\n0,W,192\n9,R,256\n");
        RequestList kept = ForeignRequests.Read(_file, Part, RequestOrder.File).List;
        Assert.Equal([5L, 9, 5, 0, 9], kept.Requests.Select(request => request.Cycle));
        Assert.Equal(2, kept.Backwards);
        Assert.Null(kept.FileIndex);
        RequestList sorted = ForeignRequests.Read(_file, Part, RequestOrder.Time).List;
        Assert.Equal([192L, 0, 128, 64, 256], sorted.Requests.Select(request => request.Address));
        Assert.Equal([3, 0, 2, 1, 4], sorted.FileIndex!);
        Assert.Equal(2, sorted.Backwards);
    }
}
