using CycleSim.Kernel;

namespace CycleSim.Accelerator.Components;

/// <summary>
/// Access to the machine's DRAM for a component beside the DMA engine, for example a host that uses the same memory. Requests of all ports
/// enter in the order in which they were made, and take turns with those of the DMA engine.
/// </summary>
public sealed class DramPort
{
    private readonly SharedDram _dram;

    internal DramPort(SharedDram dram, string name)
    {
        _dram = dram;
        Name = name;
    }

    /// <summary>Name in reports.</summary>
    public string Name { get; }

    /// <summary>
    /// A promise, ps: no request before this time, whatever happens. It lets DRAM work ahead and does not change the result. Without one,
    /// 0, DRAM works ahead only to the next event of the simulation.
    /// </summary>
    /// <exception cref="InvalidOperationException">Set to less while an earlier promise still holds.</exception>
    public long NextRequestPs
    {
        get;
        set => field = value >= field || field <= _dram.NowPs
            ? value
            : throw new InvalidOperationException(
                $"DRAM port '{Name}' promised no request before {field} ps and cannot take that back at {_dram.NowPs} ps");
    }

    /// <summary>Requests made so far.</summary>
    public long Requests { get; private set; }

    /// <summary>Reads a burst.</summary>
    /// <param name="address">Byte address in DRAM; the burst that holds it is read.</param>
    /// <returns>An event that happens after the last data.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The address is negative or beyond the DRAM.</exception>
    /// <exception cref="InvalidOperationException">The port promised to make no request before a later time.</exception>
    public Event Read(long address) => Request(address, isWrite: false);

    /// <summary>Writes a burst.</summary>
    /// <param name="address">Byte address in DRAM; the burst that holds it is written.</param>
    /// <returns>An event that happens when the controller has taken the data.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The address is negative or beyond the DRAM.</exception>
    /// <exception cref="InvalidOperationException">The port promised to make no request before a later time.</exception>
    public Event Write(long address) => Request(address, isWrite: true);

    private Event Request(long address, bool isWrite)
    {
        Event done = _dram.Request(this, address, isWrite);
        Requests++;
        return done;
    }
}
