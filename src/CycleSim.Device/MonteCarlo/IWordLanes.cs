namespace CycleSim.Device.MonteCarlo;

/// <summary>A vector of 64-bit lanes whose lower halves hold 32-bit words, as the widening multiplication of AVX wants them.</summary>
internal interface IWordLanes<TSelf>
    where TSelf : struct, IWordLanes<TSelf>
{
    /// <summary>Number of lanes.</summary>
    public static abstract int Count { get; }

    public static abstract TSelf Broadcast(uint word);

    /// <summary>The even numbers 0, 2, 4, ...</summary>
    public static abstract TSelf EvenNumbers { get; }

    public static abstract TSelf Add(TSelf a, TSelf b);

    public static abstract TSelf Xor(TSelf a, TSelf b);

    /// <summary>Product of the lower halves, 64 bits.</summary>
    public static abstract TSelf Multiply(TSelf a, TSelf b);

    /// <summary>The upper halves, moved down.</summary>
    public static abstract TSelf Upper(TSelf a);

    /// <summary>Stores lower halves alternately: even, odd, even, odd.</summary>
    public static abstract void StoreInterleaved(TSelf even, TSelf odd, ref uint destination, int index);
}
