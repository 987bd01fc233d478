package clock

import "time"

func Berlin() *time.Location {
    zone, err := time.LoadLocation("Europe/Berlin")
    if err != nil {
        panic(err)
    }
    return zone
}
