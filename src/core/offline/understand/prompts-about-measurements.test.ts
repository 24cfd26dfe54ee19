import { describe } from 'vitest';
import { TABLES } from '../../../testing/analyst-tables';
import { expectAnalyses } from '../../../testing/expect-analyses';

describe('weather stations', () => {
  expectAnalyses(TABLES.weather, {
    'average temperature by month': 'trend mean(temp_c) over timestamp@month',
    'hottest day': 'group mean(temp_c) by timestamp@day limit 10 extreme',
    'coldest day': 'group mean(temp_c) by timestamp@day limit 10 asc extreme',
    'max temperature per station': 'group max(temp_c) by station',
    'total rainfall by month': 'trend sum(rainfall_mm) over timestamp@month',
    'rainfall by station and month':
      'trend sum(rainfall_mm) over timestamp@month split station',
    'average humidity at Coast': 'total mean(humidity) where station=Coast',
    'temperature over time': 'trend mean(temp_c) over timestamp@month [line]',
    'daily average temperature': 'trend mean(temp_c) over timestamp@day',
    'temperature by hour of day': 'group mean(temp_c) by timestamp@hour-of-day',
    'windiest station':
      'group mean(wind_speed_kmh) by station limit 10 extreme',
    'how often does it rain': 'total count(#rows) where conditions=rain',
    'conditions count': 'group count(#rows) by conditions',
    'temperature vs humidity': 'relation temp_c ~ humidity',
    'days with rainfall over 10 mm': 'rows limit 20 where rainfall_mm>10',
    'average wind speed by conditions':
      'group mean(wind_speed_kmh) by conditions',
    'highest temperature in July': 'total max(temp_c) where timestamp month 7',
    'lowest and highest temperature by station':
      'group min(temp_c)+max(temp_c) by station',
    'monthly average temperature for Alpha':
      'trend mean(temp_c) over timestamp@month where station=Alpha',
    'plot temperature': 'trend mean(temp_c) over timestamp@month [line]',
    'wettest month':
      'group sum(rainfall_mm) by timestamp@month limit 10 extreme'
  });
});

describe('log of a web server', () => {
  expectAnalyses(TABLES.logs, {
    'requests per hour': 'trend count(#requests) over time@hour',
    'requests by status': 'group count(#requests) by status',
    'top 10 pages': 'group count(#rows) by path limit 10',
    'top 10 paths by bytes': 'group sum(bytes) by path limit 10',
    'average response time by path': 'group mean(response_time_ms) by path',
    'slowest endpoints': 'group mean(response_time_ms) by path limit 10',
    'number of unique ips': 'total distinct(ip)',
    'how many 404 errors': 'total count(#rows) where status in 404',
    'total traffic': 'total sum(bytes)',
    'traffic by day': 'trend sum(bytes) over time@day',
    'error rate': 'unknown error, rate',
    'share of methods': 'group count(#rows) by method share',
    'response time distribution': 'distribution response_time_ms [histogram]',
    'response time over time':
      'trend mean(response_time_ms) over time@month [line]',
    'requests by hour of day': 'group count(#requests) by time@hour-of-day',
    'POST requests': 'rows limit 20 where method=POST',
    'bytes by user agent': 'group sum(bytes) by userAgent'
  });
});

describe('sensors', () => {
  expectAnalyses(TABLES.sensors, {
    'average temperature by device': 'group mean(temperatureC) by deviceId',
    'temperature over time for dev-01':
      'trend mean(temperatureC) over ts@month [line] where deviceId=dev-01',
    'max vibration per device': 'group max(vibration) by deviceId',
    'how many faulty readings per device':
      'group count(#readings) by deviceId where isFaulty=True',
    'pressure vs temperature': 'relation pressure_hPa ~ temperatureC',
    'readings per minute':
      'cannot pick out or group by less than a day or an hour',
    'hourly average temperature': 'trend mean(temperatureC) over ts@hour',
    'which device has the highest vibration':
      'group mean(vibration) by deviceId limit 10 extreme',
    'temperature above 80': 'rows limit 20 where temperatureC>80',
    'histogram of pressure': 'distribution pressure_hPa [histogram]',
    'describe temperature':
      'total count(temperatureC)+mean(temperatureC)+median(temperatureC)+std(temperatureC)+min(temperatureC)+max(temperatureC)',
    'correlation between temperature, pressure and vibration':
      'correlation temperatureC,pressure_hPa,vibration',
    'fault rate by device': 'group mean(isFaulty) by deviceId'
  });
});

describe('flights', () => {
  expectAnalyses(TABLES.flights, {
    'average arrival delay by airline': 'group mean(arr_delay) by airline',
    'average delay by airline': 'group mean(dep_delay) by airline',
    'cancellation rate by airline': 'group mean(cancelled) by airline',
    'busiest airports': '? airports',
    'number of flights by month': 'trend count(#flights) over FL_DATE@month',
    'flights from ATL': 'rows limit 20 where origin=ATL',
    'top 10 destinations': 'group count(#rows) by destination limit 10',
    'longest flights': 'rows sort distance desc limit 10',
    'delay vs distance': 'relation dep_delay ~ distance',
    'delayed more than 60 minutes': 'rows limit 20 where dep_delay>60',
    'which airline has the most delays':
      'group mean(dep_delay) by airline limit 10 extreme',
    'cancelled flights by month':
      'trend count(#flights) over FL_DATE@month where cancelled=True',
    'passengers by airline': 'group sum(passengers) by airline',
    'flights by day of week': 'group count(#flights) by FL_DATE@weekday',
    'departure delay distribution': 'distribution dep_delay [histogram]',
    'average delay from JFK to LAX':
      'total mean(dep_delay) where origin=JFK & destination=LAX',
    'most punctual airline': '? punctual',
    'flights on 2023-07-04':
      'rows limit 20 where FL_DATE:2023-07-04..2023-07-05',
    'flights in summer': '? summer',
    'average distance of Delta flights':
      'total mean(distance) where airline=Delta',
    'total passengers in Q2': 'total sum(passengers) where FL_DATE month 4|5|6',
    'worst airline by arrival delay':
      'group mean(arr_delay) by airline limit 10 extreme'
  });
});
