namespace CycleSim.Kernel;

/// <summary>A component that acts once per cycle of a <see cref="ClockDomain"/> while it is awake.</summary>
public interface IClocked
{
    /// <summary>Does the work of one cycle.</summary>
    /// <param name="cycle">Number of the cycle in the component's clock domain.</param>
    /// <returns>True to be called again in the next cycle, false to sleep until woken.</returns>
    public bool Tick(long cycle);
}
