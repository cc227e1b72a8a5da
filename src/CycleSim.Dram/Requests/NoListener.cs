namespace CycleSim.Dram.Requests;

/// <summary>Nobody wants to know.</summary>
internal readonly struct NoListener : IDramListener
{
    public void Accepted(long cycle)
    {
    }

    public void Done(long index, long cycle)
    {
    }
}
