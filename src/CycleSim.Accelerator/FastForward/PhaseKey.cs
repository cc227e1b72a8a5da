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
        for (int i = 0; i < Bases.Count; i++)
        {
            if (Bases[i].Scratchpad == scratchpad)
            {
                Key.Add(i);
                Key.Add((bank - Bases[i].Bank + scratchpad.Banks) % scratchpad.Banks);
                return;
            }
        }

        Key.Add(Bases.Count);
        Key.Add(0);
        Bases.Add((scratchpad, bank));
    }
}
