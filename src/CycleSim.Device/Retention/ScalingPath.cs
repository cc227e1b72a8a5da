namespace CycleSim.Device.Retention;

/// <summary>How a junction is made to have another barrier.</summary>
public enum ScalingPath
{
    /// <summary>The cross-section changes, shape and thickness stay.</summary>
    Area,

    /// <summary>The interfacial anisotropy changes, the geometry stays.</summary>
    Anisotropy,
}
