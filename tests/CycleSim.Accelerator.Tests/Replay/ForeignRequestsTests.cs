using CycleSim.Accelerator.Replay;
using CycleSim.Dram.Parts;
using CycleSim.Platform;
using CycleSim.Traces.Export;
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

    /// <summary>A compressed file of megabytes may hold billions of requests, and a request may ask for thousands of bursts.</summary>
    [Fact]
    public void More_bursts_than_memory_may_hold_are_refused()
    {
        File.WriteAllText(_file, "cycle,op,addr\n0,R,0\n1,R,64\n2,R,128\n");
        AssertRefused(2);
        AssertAccepted(3);
        using (FileStream stream = File.Create(_file))
            Gem5Trace.Write(stream, "test", [new(0, 0, false, 64), new(1000, 64, false, 128)]);
        AssertRefused(2);
        AssertAccepted(3);
    }

    private void AssertAccepted(int maxRequests) => Assert.Equal(3, Read(maxRequests).List.Requests.Length);

    private void AssertRefused(int maxRequests) => Assert.StartsWith(
        $"{_file}: asks for more than {maxRequests} bursts", Assert.Throws<InputException>(() => Read(maxRequests)).Message,
        StringComparison.Ordinal);

    private ForeignRequests Read(int maxRequests)
    {
        using RequestTraceReader reader = RequestTrace.Open(_file, null, new RequestTraceOptions());
        return ForeignRequests.Read(reader, Part, RequestOrder.File, maxRequests);
    }
}
