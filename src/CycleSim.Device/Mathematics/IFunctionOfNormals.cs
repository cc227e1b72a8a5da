namespace CycleSim.Device.Mathematics;

/// <summary>A function of independent standard normals, in batches, so that an implementation can share work between points.</summary>
internal interface IFunctionOfNormals
{
    /// <summary>Number of variables; 0 for a constant.</summary>
    public int Dimensions { get; }

    /// <summary>Values at many points.</summary>
    /// <param name="points">The points one after the other, <see cref="Dimensions"/> numbers each.</param>
    /// <param name="count">Number of points.</param>
    public double[] At(double[] points, int count);
}
