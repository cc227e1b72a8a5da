using CycleSim.Accelerator.Components;
using CycleSim.Memoization;

namespace CycleSim.Accelerator.FastForward;

/// <summary>A whole phase as a short state key: all that decides what its ports move and when, except which banks are still busy.</summary>
internal sealed class PhaseKey
{
    /// <summary>The key so far.</summary>
    internal StateKeyBuilder Key { get; } = new();

    /// <summary>The bank of each scratchpad that counts as zero.</summary>
    internal List<(Scratchpad Scratchpad, int Bank)> Bases { get; } = [];

    /// <summary>Starts a new key.</summary>
    internal void Clear()
    {
        Key.Clear();
        Bases.Clear();
    }

    /// <summary>Adds a bank of a scratchpad, relative to the first one of it that was added.</summary>
    internal void AddBank(Scratchpad scratchpad, int bank)
    {
        Key.Add((int)scratchpad.Role);
        foreach ((Scratchpad added, int zero) in Bases)
        {
            if (added == scratchpad)
            {
                Key.Add((bank - zero + scratchpad.Banks) % scratchpad.Banks);
                return;
            }
        }

        Bases.Add((scratchpad, bank));
        Key.Add(0);
    }
}
