using CycleSim.Platform;

namespace CycleSim.Traces.Requests;

/// <summary>Times of a trace that must not go back (<see cref="RequestOrder.Checked"/>).</summary>
public static class RequestTimes
{
    /// <summary>Makes the exception for a time before that of an earlier record.</summary>
    /// <param name="record">File, and line or number of the record.</param>
    /// <param name="time">Its time, with unit.</param>
    /// <param name="latest">The latest time before it, with unit.</param>
    public static InputException OrderError(string record, string time, string latest) => new(
        $"{record}: is at {time}, before an earlier one at {latest}: times must not go back; --order time sorts the requests, " +
        "--order file lets them enter as they stand, each no earlier than its time");
}
