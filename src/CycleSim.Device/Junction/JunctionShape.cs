namespace CycleSim.Device.Junction;

/// <summary>Cross-section of the free layer.</summary>
public enum JunctionShape
{
    /// <summary>Length and width are the same.</summary>
    Square,

    /// <summary>Length and width are the sides.</summary>
    Rectangle,

    /// <summary>Length and width are both the diameter.</summary>
    Circle,

    /// <summary>Length and width are the two diameters.</summary>
    Ellipse,
}
