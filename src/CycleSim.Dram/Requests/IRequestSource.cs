namespace CycleSim.Dram.Requests;

/// <summary>Requests of any number, in the order in which they enter.</summary>
public interface IRequestSource
{
    /// <summary>Reads the next requests.</summary>
    /// <param name="into">Where they go, at least one; addresses are over all channels.</param>
    /// <returns>How many; 0 when none is left.</returns>
    public int Read(Span<DramRequest> into);
}
