package tiff

// The tags that rules ask for, with their directory (TIFF 6.0, Exif 3.0, DNG 1.7; leaks.md 2.1).
const (
	KeyMake        = Key(Main)<<16 | 0x010F
	KeyModel       = Key(Main)<<16 | 0x0110
	KeyOrientation = Key(Main)<<16 | 0x0112
	KeyUniqueModel = Key(Main)<<16 | 0xC614 // DNG UniqueCameraModel
	KeyDNGSerial   = Key(Main)<<16 | 0xC62F // DNG CameraSerialNumber

	KeyBodySerial = Key(Exif)<<16 | 0xA431
	KeyLensMake   = Key(Exif)<<16 | 0xA433
	KeyLensModel  = Key(Exif)<<16 | 0xA434
	KeyLensSerial = Key(Exif)<<16 | 0xA435

	KeyLatitudeRef  = Key(GPS)<<16 | 0x0001
	KeyLatitude     = Key(GPS)<<16 | 0x0002
	KeyLongitudeRef = Key(GPS)<<16 | 0x0003
	KeyLongitude    = Key(GPS)<<16 | 0x0004
)
