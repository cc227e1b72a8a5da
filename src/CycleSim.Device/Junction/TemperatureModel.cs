namespace CycleSim.Device.Junction;

/// <summary>What a temperature other than <see cref="PhysicalConstants.ReferenceTemperatureK"/> changes in a junction.</summary>
public enum TemperatureModel
{
    /// <summary>
    /// Magnetisation and anisotropy stay, and with them barrier in J, critical current and anisotropy field; only kB T changes.
    /// </summary>
    Constant,

    /// <summary>
    /// Bloch's law: Ms falls as 1 - (T / 1120 K)^1.5, Ki as Ms^2.18; barrier, critical current and anisotropy field follow. Exponents from
    /// 2 to 3 are published for Ki (arXiv:2011.02220); 1120 K and 2.18 are values in common use.
    /// </summary>
    Bloch,
}
