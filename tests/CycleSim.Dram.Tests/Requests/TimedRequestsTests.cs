using CycleSim.Dram.Requests;

namespace CycleSim.Dram.Tests.Requests;

/// <summary>A request that is lost or answered twice ends a run: no completion time is made up.</summary>
public class TimedRequestsTests
{
    [Fact]
    public void A_request_that_was_not_accepted_is_named()
    {
        TimedRequests requests = Two();
        requests.Accepted(3);
        requests.Done(0, 9);
        Assert.Equal("DRAM request 1 was never accepted", Assert.Throws<InvalidOperationException>(() => requests.CheckComplete()).Message);
    }

    [Fact]
    public void A_request_that_was_not_completed_is_named()
    {
        TimedRequests requests = Two();
        requests.Accepted(3);
        requests.Accepted(4);
        requests.Done(0, 9);
        Assert.Equal(
            "DRAM request 1 was accepted at cycle 4 and never completed",
            Assert.Throws<InvalidOperationException>(() => requests.CheckComplete()).Message);
        requests.Done(1, 4);
        requests.CheckComplete();
    }

    [Fact]
    public void A_request_is_completed_once()
    {
        TimedRequests requests = Two();
        requests.Accepted(3);
        requests.Done(0, 9);
        Assert.Equal(
            "DRAM request 0 was completed twice, at cycles 9 and 10",
            Assert.Throws<InvalidOperationException>(() => requests.Done(0, 10)).Message);
    }

    private static TimedRequests Two() => new([new(0, 0, false), new(0, 64, false)], new DramCompletion[2], 64);
}
