namespace CycleSim.Device.Junction;

/// <summary>
/// Magnetometric demagnetising factors: the field of a uniformly magnetised body, averaged over the body, is -N M along each axis.
/// </summary>
/// <param name="X">Factor along the length.</param>
/// <param name="Y">Factor along the width.</param>
/// <param name="Z">Factor along the thickness.</param>
public readonly record struct DemagnetisingFactors(double X, double Y, double Z)
{
    // The integrand over the ellipse's angle is smooth and periodic: the trapezoid rule converges exponentially.
    private const int MinAngles = 64;

    /// <summary>A rectangular prism: A. Aharoni, J. Appl. Phys. 83, 3432 (1998), equation 1.</summary>
    /// <param name="length">Side along x, any unit.</param>
    /// <param name="width">Side along y, same unit.</param>
    /// <param name="thickness">Side along z, same unit.</param>
    public static DemagnetisingFactors OfPrism(double length, double width, double thickness) => new(
        PrismAlongThird(width, thickness, length),
        PrismAlongThird(length, thickness, width),
        PrismAlongThird(length, width, thickness));

    /// <summary>
    /// An elliptic cylinder magnetised along or across its axis. In Fourier space the ellipse's shape amplitude depends on one scaled
    /// wave number only, so that its factors are averages of the circular cylinder's over the ellipse's polar radius.
    /// </summary>
    /// <param name="length">Diameter along x, any unit.</param>
    /// <param name="width">Diameter along y, same unit.</param>
    /// <param name="thickness">Height along z, same unit.</param>
    public static DemagnetisingFactors OfEllipticCylinder(double length, double width, double thickness)
    {
        double a = length / 2;
        double b = width / 2;
        int angles = MinAngles * (int)Math.Ceiling(Math.Max(a / b, b / a));
        double x = 0;
        double z = 0;
        for (int k = 0; k < angles; k++)
        {
            // Symmetry: one quarter of the ellipse suffices.
            (double sine, double cosine) = Math.SinCos((k + 0.5) * Math.PI / (2 * angles));
            double along = cosine / a * (cosine / a);
            double across = sine / b * (sine / b);
            double factor = CircularAlongAxis(1 / Math.Sqrt(along + across), thickness);
            z += factor;
            x += (1 - factor) * along / (along + across);
        }

        return new(x / angles, 1 - (x + z) / angles, z / angles);
    }

    /// <summary>
    /// A circular cylinder along its axis: one minus Nagaoka's coefficient, because the uniformly magnetised cylinder is a current
    /// sheet (L. Lorenz 1879; R. I. Joseph, J. Appl. Phys. 37, 4639 (1966)).
    /// </summary>
    private static double CircularAlongAxis(double radius, double thickness)
    {
        double diagonal = Math.Sqrt(4 * radius * radius + thickness * thickness);
        double modulus = 2 * radius / diagonal;
        double complement = thickness / diagonal;
        (double first, double second) = EllipticIntegrals.Complete(modulus, complement);
        double ratio = complement / modulus;
        return 1 - 4 / (3 * Math.PI * complement) * (ratio * ratio * (first - second) + second - modulus);
    }

    private static double PrismAlongThird(double sideA, double sideB, double sideC)
    {
        // Aharoni's half sides; the factor does not change with scale.
        double scale = Math.Cbrt(sideA * sideB * sideC);
        double a = sideA / scale;
        double b = sideB / scale;
        double c = sideC / scale;
        double ab = Math.Sqrt(a * a + b * b);
        double ac = Math.Sqrt(a * a + c * c);
        double bc = Math.Sqrt(b * b + c * c);
        double abc = Math.Sqrt(a * a + b * b + c * c);

        // Every logarithm of (r - s) / (r + s) is -2 artanh(s / r), which does not cancel.
        double sum = -(b * b - c * c) / (b * c) * Math.Atanh(a / abc)
            - (a * a - c * c) / (a * c) * Math.Atanh(b / abc)
            + b / c * Math.Atanh(a / ab)
            + a / c * Math.Atanh(b / ab)
            - c / a * Math.Atanh(b / bc)
            - c / b * Math.Atanh(a / ac)
            + 2 * Math.Atan(a * b / (c * abc))
            + (a * a * a + b * b * b - 2 * c * c * c) / (3 * a * b * c)
            + (a * a + b * b - 2 * c * c) / (3 * a * b * c) * abc
            + c / (a * b) * (ac + bc)
            - (ab * ab * ab + bc * bc * bc + ac * ac * ac) / (3 * a * b * c);
        return sum / Math.PI;
    }
}
