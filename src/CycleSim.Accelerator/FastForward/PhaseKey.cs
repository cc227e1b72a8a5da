using CycleSim.Accelerator.Scratchpads;

namespace CycleSim.Accelerator.FastForward;

/// <summary>A whole phase in a few words: all that decides what its ports move and when, but for what else keeps banks busy.</summary>
internal sealed class PhaseKey
{
    /// <summary>The words so far.</summary>
    internal KeyWords Words { get; } = new();

    /// <summary>The bank of each scratchpad that counts as zero.</summary>
    internal List<(Scratchpad Scratchpad, int Bank)> Bases { get; } = [];

    /// <summary>Begins anew.</summary>
    internal void Clear()
    {
        Words.Clear();
        Bases.Clear();
    }

    /// <summary>Adds a bank of a scratchpad, relative to the first one of it that was added.</summary>
    internal void AddBank(Scratchpad scratchpad, int bank)
    {
        Words.Add((int)scratchpad.Role);
        foreach ((Scratchpad known, int zero) in Bases)
        {
            if (known == scratchpad)
            {
                Words.Add((bank - zero + scratchpad.Banks) % scratchpad.Banks);
                return;
            }
        }

        Bases.Add((scratchpad, bank));
        Words.Add(0);
    }
}
