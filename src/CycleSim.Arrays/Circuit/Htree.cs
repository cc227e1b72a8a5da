using System.Numerics;

namespace CycleSim.Arrays.Circuit;

/// <summary>
/// The H-tree that carries address and data from the bank's edge to the mats. It splits in turns sideways and up and down; each split
/// either halves the data (both sides are active) or uses up an address bit (one side is).
/// </summary>
internal sealed class Htree
{
    private readonly Level[] _horizontal;
    private readonly Level[] _vertical;

    private Htree(Level[] horizontal, Level[] vertical, int addressBits, int distributedBits, int broadcastBits)
    {
        (_horizontal, _vertical) = (horizontal, vertical);
        (MatAddressBits, MatDistributedBits, MatBroadcastBits) = (addressBits, distributedBits, broadcastBits);
    }

    /// <summary>Address bits that reach a mat.</summary>
    public int MatAddressBits { get; }

    /// <summary>Distributed bits that reach an active mat.</summary>
    public int MatDistributedBits { get; }

    public int MatBroadcastBits { get; }

    /// <summary>Routes address and data; null when bits run out before the mats are reached.</summary>
    public static Htree? Route(in BankShape bank, in StoredArray array)
    {
        int h = BitOperations.Log2((uint)bank.Columns);
        int v = BitOperations.Log2((uint)bank.Rows);
        var router = new Router(h, v, bank, array);
        return router.Run() ? new Htree(router.Horizontal, router.Vertical, router.Address, router.Distributed, router.Broadcast) : null;
    }

    /// <summary>Adds the wires to a bank made of mats of a size.</summary>
    /// <param name="wire">The wires.</param>
    /// <param name="bank">The bank.</param>
    /// <param name="matHeight">Height of a mat in m.</param>
    /// <param name="matWidth">Width of a mat in m.</param>
    public HtreeCost Measure(Wire wire, in BankShape bank, double matHeight, double matWidth)
    {
        double height = matHeight * bank.Rows;
        double width = matWidth * bank.Columns;
        foreach (Level level in _horizontal)
            height += Groups(level.Bits * level.Lines, wire) * wire.EffectivePitchM;
        foreach (Level level in _vertical)
            width += Groups(level.Bits * level.Lines, wire) * wire.EffectivePitchM;

        Span<double> vertical = stackalloc double[_vertical.Length];
        Span<double> horizontal = stackalloc double[_horizontal.Length];
        Lengths(wire, matHeight, matWidth, horizontal, vertical);
        double latency = 0;
        double energy = 0;
        double leakage = 0;
        void Add(in Level level, double length)
        {
            (double oneLatency, double oneEnergy, double oneLeakage) = wire.At(length);
            latency += oneLatency;
            energy += oneEnergy * level.Active * level.Bits;
            leakage += oneLeakage * level.Total * level.Bits;
        }

        for (int i = 0; i < horizontal.Length; i++)
            Add(_horizontal[i], horizontal[i]);
        for (int i = 0; i < vertical.Length; i++)
            Add(_vertical[i], vertical[i]);
        return new(height, width, latency, energy, leakage);
    }

    /// <summary>From the mats to the root each length doubles, plus half of the wires that it crosses.</summary>
    private void Lengths(Wire wire, double matHeight, double matWidth, Span<double> horizontal, Span<double> vertical)
    {
        int h = horizontal.Length - 1;
        int v = vertical.Length - 1;
        double Half(in Level level) => Groups(level.Bits, wire) * wire.EffectivePitchM / 2;
        for (; v > h; v--)
            vertical[v] = v == vertical.Length - 1 ? matHeight / 2 : vertical[v + 1] * 2;
        for (; v >= 0; v--, h--)
        {
            bool lastH = h == horizontal.Length - 1;
            vertical[v] = v == vertical.Length - 1 ? matHeight / 2 : vertical[v + 1] * 2 + (lastH ? 0 : Half(_horizontal[h + 1]));
            if (!lastH)
            {
                horizontal[h] = horizontal[h + 1] * 2 + Half(_vertical[v]);
                continue;
            }

            horizontal[h] = matWidth;
            for (int i = v; i < vertical.Length; i++)
                horizontal[h] += Half(_vertical[i]);
        }

        for (; h >= 0; h--)
            horizontal[h] = h == horizontal.Length - 1 ? matWidth : horizontal[h + 1] * 2;
    }

    private static double Groups(long wires, Wire wire) => Math.Ceiling((double)wires / wire.WiresPerPitch);

    /// <summary>One level of the tree.</summary>
    /// <param name="Bits">Wires side by side in one branch.</param>
    /// <param name="Lines">Branches that lie beside each other across the bank.</param>
    /// <param name="Active">Branches that carry an access.</param>
    /// <param name="Total">All branches.</param>
    private readonly record struct Level(int Bits, long Lines, int Active, int Total);

    private sealed class Router
    {
        private readonly int _h;
        private readonly int _v;
        private int _activeRows;
        private int _activeColumns;

        public Router(int h, int v, in BankShape bank, in StoredArray array)
        {
            (_h, _v) = (h, v);
            (_activeRows, _activeColumns) = (bank.ActiveRows, bank.ActiveColumns);
            Address = BitOperations.Log2((ulong)array.Sets);
            (Distributed, Broadcast) = (array.DistributedBits, array.BroadcastBits);
            (Horizontal, Vertical) = (new Level[h], new Level[v]);
        }

        public Level[] Horizontal { get; }

        public Level[] Vertical { get; }

        public int Address { get; private set; }

        public int Distributed { get; private set; }

        public int Broadcast { get; }

        private bool HasBits => Distributed + Broadcast > 0 && Address > 0;

        public bool Run()
        {
            Level last = new(0, 0, 1, 1);
            int h = 0;
            int v = 0;
            if (_h > 0)
            {
                // The first level only leads to the middle.
                if (!HasBits)
                    return false;
                Horizontal[h++] = last = new(Address + Distributed + Broadcast, 1, 1, 1);
            }

            long linesV = 1;
            for (; _h - h > _v; h++, linesV *= 2)
                if (!Sideways(h, 1, ref last))
                    return false;

            // In the reference the first of the extra vertical levels starts anew from one branch.
            long linesH = 1;
            last = _v > _h - h ? new(0, 0, 1, 1) : last;
            for (; _v - v > _h - h; v++, linesH *= 2)
                if (!UpAndDown(v, 1, ref last))
                    return false;
            for (; h < _h; h++, v++, linesH *= 2, linesV *= 2)
                if (!Sideways(h, linesH, ref last) || !UpAndDown(v, _h == 2 ? linesV : 2 * linesV, ref last))
                    return false;

            if (!HasBits)
                return false;
            if (_activeColumns > 1)
                Distributed /= 2;
            else if (_h > 0)
                Address--;
            return true;
        }

        private bool Sideways(int index, long lines, ref Level last)
        {
            if (!HasBits)
                return false;
            Horizontal[index] = last = Split(ref _activeColumns, lines, last);
            return true;
        }

        private bool UpAndDown(int index, long lines, ref Level last)
        {
            if (!HasBits)
                return false;
            Vertical[index] = last = Split(ref _activeRows, lines, last);
            return true;
        }

        private Level Split(ref int sidesActive, long lines, in Level before)
        {
            int active = before.Active;
            if (sidesActive > 1)
            {
                Distributed /= 2;
                sidesActive /= 2;
                active *= 2;
            }
            else
            {
                Address--;
            }

            return new(Address + Distributed + Broadcast, lines, active, before.Total * 2);
        }
    }
}
