using System.Collections.Immutable;
using CycleSim.Configuration.Text;
using CycleSim.Platform;

namespace CycleSim.Arrays.Models;

/// <summary>The question for the capacity that an area holds.</summary>
public static class IsoArea
{
    /// <summary>The largest capacity whose array fits an area.</summary>
    /// <param name="model">The array model.</param>
    /// <param name="areaMm2">The area in mm².</param>
    /// <param name="stepBytes">The capacity is a multiple of this; normally the bytes of an access.</param>
    /// <returns>The capacity in bytes.</returns>
    /// <exception cref="InputException">No array of the model fits, or the largest one is smaller than the area.</exception>
    public static long LargestCapacity(IMemoryModel model, double areaMm2, long stepBytes = 64)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfLessThan(stepBytes, 1);
        if (!(areaMm2 > 0) || !double.IsFinite(areaMm2))
            throw new InputException(FormattableString.Invariant($"area {areaMm2} mm2 is out of range; allowed: above 0"));
        ImmutableArray<long> knots = model.KnotBytes;
        if (model.MinAreaMm2(knots[^1]) <= areaMm2)
        {
            double largest = model.At(knots[^1]).AreaMm2;
            if (largest == areaMm2)
                return knots[^1];
            if (largest < areaMm2)
            {
                string capacity = ByteSize.Format(knots[^1]);
                throw new InputException(FormattableString.Invariant(
                    $"an area of {areaMm2} mm2 holds more than the largest array of the model, {capacity} on {largest:G4} mm2"));
            }
        }

        // The area need not grow with the capacity: the last interval with an array that fits counts.
        for (int i = knots.Length - 2; i >= 0; i--)
        {
            if (model.MinAreaMm2(knots[i]) <= areaMm2 && model.At(knots[i]).AreaMm2 <= areaMm2)
                return Within(model, areaMm2, knots[i], knots[i + 1], stepBytes);
        }

        string smallest = ByteSize.Format(knots[0]);
        throw new InputException(FormattableString.Invariant(
            $"no array of the model fits {areaMm2} mm2; the smallest, {smallest}, needs {model.At(knots[0]).AreaMm2:G4} mm2"));
    }

    /// <summary>Between two knots the area is a power of the capacity.</summary>
    private static long Within(IMemoryModel model, double areaMm2, long fits, long tooLarge, long stepBytes)
    {
        while (tooLarge - fits > stepBytes)
        {
            long middle = fits + (tooLarge - fits) / 2;
            if (model.At(middle).AreaMm2 <= areaMm2)
                fits = middle;
            else
                tooLarge = middle;
        }

        long whole = fits / stepBytes * stepBytes;
        return whole + stepBytes < tooLarge && model.At(whole + stepBytes).AreaMm2 <= areaMm2
            ? whole + stepBytes
            : Math.Max(whole, model.MinCapacityBytes);
    }
}
