namespace CycleSim.Arrays.Technology;

/// <summary>How optimistic the ITRS is about a metal: dielectric and barrier.</summary>
internal enum WireStyle
{
    Aggressive,
    Conservative,
}
