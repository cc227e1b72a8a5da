namespace CycleSim.Device.Junction;

/// <summary>How the spin-torque efficiency depends on the angle between free and reference layer.</summary>
public enum TorqueModel
{
    /// <summary>The same at all angles; both directions switch alike.</summary>
    Constant,

    /// <summary>
    /// Proportional to 1 / (1 + P² cos theta) (J. C. Slonczewski, J. Magn. Magn. Mater. 159, L1 (1996) in its form for tunnel
    /// junctions); the stated efficiency holds at 90 degrees.
    /// </summary>
    Slonczewski,
}
